#include "session/adding.h"

#include "check/check.h"
#include "model/pass.h"
#include "session/check.h"
#include "session/prior.h"
#include "session/private.h"
#include "session/report.h"
#include "store/reports.h"

#include "base/mem.h"

struct session_adding {
    struct session *session;
    struct report *report, *prior;
    enum act act;
    struct findings found;
    size_t family;
    bool checked;
};

struct session_adding *session_add_begin(struct session *session, struct report *report,
                                         enum act act) {
    struct session_adding *adding = MEM_NEW(struct session_adding);
    *adding = (struct session_adding){.session = session, .report = report, .act = act};
    adding->prior = session_load_prior(session, report);
    return adding;
}

bool session_add_on(struct session_adding *adding) {
    if (adding->checked)
        return false;
    struct check_against against = {adding->prior, session_words(adding->session)};
    if (check_report_family(&adding->found, adding->report, &against, adding->family++))
        return true;
    findings_apply_passes(&adding->found, adding->report);
    adding->checked = true;
    return false;
}

int session_add_percent(const struct session_adding *adding) {
    return adding->checked ? 100 : (int)(100 * adding->family / check_family_count());
}

void session_add_stop(struct session_adding *adding) {
    if (adding == NULL)
        return;
    report_free(adding->prior);
    findings_release(&adding->found);
    mem_free(adding);
}

enum rc session_add_finish(struct session_adding *adding, int64_t *id, struct err *err) {
    struct session *session = adding->session;
    while (session_add_on(adding))
        continue;
    enum rc rc = store_add_report(session->store, adding->report, adding->act, err);
    if (rc == RC_OK) {
        *id = adding->report->id;
        session_store_counts(session, adding->report, &adding->found);
    }
    session_add_stop(adding);
    return rc;
}
