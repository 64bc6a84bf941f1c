#include "session/mark_written.h"

#include "model/section_state.h"
#include "session/change.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/review.h"

static bool is_written(const struct report *report, const struct section *section) {
    return !section->marked && section_is_relevant(report, section) &&
           section_has_content(report, section);
}

static bool is_reviewed(struct session *session, const struct section *section) {
    return session_review_counts(session, section->id).unreviewed == 0;
}

static bool is_wrong(const struct findings *findings, const struct section *section) {
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->section == section->id && finding->severity == SEVERITY_ERROR &&
            finding->passed_reason == NULL)
            return true;
    }
    return false;
}

void session_count_written(struct session *session, struct session_written *out) {
    const struct report *report = session->open.report;
    const struct findings *findings = session_check(session);
    *out = (struct session_written){0};
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        if (!is_written(report, at))
            continue;
        bool ready = is_reviewed(session, at);
        out->ready += ready;
        out->wrong += ready && is_wrong(findings, at);
        out->unreviewed += !ready;
    }
}

enum rc session_mark_written(struct session *session, struct err *err) {
    struct change_set set;
    enum rc rc = session_need_report(session, err);
    if (rc != RC_OK)
        return rc;

    change_set_init(&set, ACT_MARK);
    for (const struct section *at = NULL;
         (at = report_next_section(session->open.report, at)) != NULL;)
        if (is_written(session->open.report, at) && is_reviewed(session, at))
            change_add_field(&set, session->open.report, at->id, FIELD_MARKED, "1");
    return session_finish(session, &set, err);
}
