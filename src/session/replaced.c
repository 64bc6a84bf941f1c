#include "session/replaced.h"

#include "base/mem.h"
#include "base/text/span.h"
#include "session/opened.h"
#include "session/private.h"
#include "store/history.h"

#include <string.h>

/* What is typed, and what this clerk has chosen, is no surprise. */
static bool is_command(enum act act) {
    return act != ACT_TYPE && act != ACT_PASTE && act != ACT_RESOLVE;
}

void session_note_replaced(struct session *session, int64_t before) {
    int64_t at = session->open.at;
    const struct history_filter filter = {.section = at, .most = 1};
    struct history_rows rows = {0};
    if (at < 0 ||
        (session->open.shift.removed == 0 && report_find_in_tree(session->open.report, at) != NULL))
        return;
    if (store_history(session->store, session->open.report->id, &filter, &rows, NULL) == RC_OK &&
        rows.count > 0 && rows.items[0].id > before && is_command(rows.items[0].act)) {
        const char *user = rows.items[0].user;
        bool is_own = strcmp(user, session_user(session)) == 0;
        session_replaced_release(&session->watching.replaced);
        session->watching.replaced.clerk = is_own ? NULL : span_copy(span_of(user));
        session->watching.replaced.act = rows.items[0].act;
        session->watching.is_replaced = true;
    }
    history_rows_release(&rows);
}

bool session_take_replaced(struct session *session, struct session_replaced *out) {
    bool is = session->watching.is_replaced;
    *out = session->watching.replaced;
    session->watching.replaced = (struct session_replaced){0};
    session->watching.is_replaced = false;
    return is;
}

void session_replaced_release(struct session_replaced *replaced) {
    mem_free(replaced->clerk);
    replaced->clerk = NULL;
}
