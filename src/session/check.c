/* The findings of the open report. A whole check goes by families, so that a key that comes in
 * between waits for one of them at most. */
#include "session/check.h"
#include "session/environment.h"
#include "session/file.h"
#include "session/library_figure.h"
#include "session/prior.h"
#include "session/private.h"
#include "session/report.h"

#include "base/mem.h"
#include "base/os/clock.h"
#include "check/check.h"
#include "model/pass.h"

/* Never between a key and its echo, nor before a report is first shown: session_idle checks. */
const struct findings *session_findings(const struct session *session) {
    return &session->checking.findings;
}

bool session_is_checked(const struct session *session) {
    return session->checking.findings_known;
}

static enum rc check_words(const void *session, const char *path, struct err *err) {
    return session_check_reading(session, path, err);
}

/* session: NULL where none is open. */
static struct own_words *read_words(const struct session *session) {
    char *folder = session_config_path("wordlists");
    struct own_words *words =
        own_words_read(folder, &(struct own_words_gate){check_words, session});
    mem_free(folder);
    return words;
}

const struct own_words *session_words(struct session *session) {
    if (session->words == NULL)
        session->words = read_words(session);
    return session->words;
}

void session_check_any(struct session *session, const struct report *report,
                       const struct report *prior, struct findings *out) {
    struct own_words *own = session == NULL ? read_words(NULL) : NULL;
    const struct own_words *words = session != NULL ? session_words(session) : own;
    struct library_values library = {0};
    if (session != NULL && template_uses_library(report->template))
        session_library_values(session, report, &library);
    check_report(out, report, &(struct check_against){prior, words, &library});
    library_values_release(&library);
    findings_apply_passes(out, report);
    own_words_free(own);
}

void session_drop_check(struct session *session) {
    findings_release(&session->checking.coming.found);
    library_values_release(&session->checking.coming.library);
    session->checking.coming.family = 0;
    session->checking.coming.took = 0;
}

bool session_check_on(struct session *session) {
    int64_t began = clock_monotonic();
    struct whole_check *coming = &session->checking.coming;
    if (coming->family == 0 && template_uses_library(session->open.report->template))
        session_library_values(session, session->open.report, &coming->library);
    struct check_against against = {session_prior(session), session_words(session),
                                    &coming->library};
    bool more =
        check_report_family(&coming->found, session->open.report, &against, coming->family++);
    coming->took += clock_monotonic() - began;
    if (more)
        return false;
    findings_apply_passes(&coming->found, session->open.report);
    findings_release(&session->checking.findings);
    session->checking.findings = coming->found;
    coming->found = (struct findings){0};
    session->checking.took = coming->took;
    session_drop_check(session);
    session->revision++;
    session->checking.findings_known = true;
    return true;
}

int session_check_percent(const struct session *session) {
    return session->checking.findings_known
               ? 100
               : (int)(100 * session->checking.coming.family / check_family_count());
}

const struct findings *session_check(struct session *session) {
    while (!session->checking.findings_known && session->open.report != NULL)
        (void)session_check_on(session);
    return &session->checking.findings;
}
