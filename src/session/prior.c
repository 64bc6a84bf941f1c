#include "session/prior.h"

#include "session/opened.h"
#include "session/private.h"
#include "store/reports.h"

struct report *session_load_prior(struct session *session, const struct report *report) {
    struct report *prior = NULL;
    int64_t id = report->prior;
    if (id == 0)
        (void)!store_find_prior(session->store, report, &id, NULL);
    if (id != 0)
        (void)!store_load_report(session->store, id, &prior, NULL, NULL);
    return prior;
}

void session_forget_pairs(struct session *session) {
    diff_pairs_release(&session->open.pairs);
    session->open.pairs_known = false;
}

void session_forget_prior(struct session *session) {
    session_forget_pairs(session);
    report_free(session->open.prior);
    session->open.prior = NULL;
    session->open.prior_known = false;
}

const struct report *session_prior(struct session *session) {
    if (session->open.prior_known || session->open.report == NULL)
        return session->open.prior;
    session->open.prior_known = true;
    session->open.prior = session_load_prior(session, session->open.report);
    return session->open.prior;
}

const struct section *session_prior_section(struct session *session, int64_t section) {
    const struct report *prior = session_prior(session);
    const struct section *here = session_find(session, section);
    if (prior == NULL || here == NULL)
        return NULL;
    if (!session->open.pairs_known) {
        diff_pair_sections(&session->open.pairs, prior, session->open.report);
        session->open.pairs_known = true;
    }
    int64_t partner = diff_partner(&session->open.pairs, section);
    return partner >= 0 ? report_find_id(prior, partner) : NULL;
}
