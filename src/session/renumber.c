#include "session/renumber.h"

#include "session/change.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"

enum rc session_renumber(struct session *session, int64_t within, bool only_counts, size_t *count,
                         struct err *err) {
    struct section *top = NULL;
    struct change_set set;
    *count = 0;
    enum rc rc = within >= 0 ? session_need_section(session, within, &top, err)
                             : session_need_report(session, err);
    if (rc != RC_OK)
        return rc;
    change_set_init(&set, ACT_RENUMBER);
    for (const struct section *at = NULL;
         (at = report_next_section(session->open.report, at)) != NULL;)
        if (at->label != NULL && (top == NULL || section_is_within(at, top)))
            change_add_field(&set, session->open.report, at->id, FIELD_LABEL, "");
    *count = set.count;
    if (set.count > 0 && !only_counts)
        rc = session_apply(session, &set, err);
    change_set_release(&set);
    return rc;
}
