#include "ui/workbench/way.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/undo.h"
#include "ui/screens/history.h"
#include "ui/screens/search.h"
#include "ui/screens/section_find.h"
#include "ui/screens/step.h"
#include "ui/screens/table_edit.h"
#include "ui/workbench/place.h"
#include "ui/workbench/workbench.h"

/* --- back --- */

/* The last place that is still there and is not this one. */
static void go_back(struct shell *shell, struct workbench *wb) {
    const struct report *report = session_report(shell_session(shell));
    while (wb->jump_count > 0) {
        struct jump to = wb->jumps[--wb->jump_count];
        size_t count = wb->jump_count;
        bool here = to.section == wb->section && to.offset == editor_cursor(wb->editor);
        if (here || report_find_id(report, to.section) == NULL)
            continue;
        workbench_go(shell, wb, to.section, to.offset);
        wb->jump_count = count; /* going back is no jump */
        wb->focus = PANE_EDITOR;
        return;
    }
    shell_say(shell, _("还没有跳转过"));
}

/* --- elsewhere --- */

bool workbench_way_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    if (id == COMMAND_HISTORY && !workbench_fold(shell, wb))
        return true; /* what is typed belongs to it; a conflict goes first */
    if (id == COMMAND_HISTORY)
        shell_push(shell, &history_layer, &(struct history_argument){.section = wb->section});
    else if (id == COMMAND_SEARCH_ALL || id == COMMAND_RECENT)
        shell_push(shell, &search_layer, NULL);
    else if (id == COMMAND_SECTION_FIND)
        shell_push(shell, &section_find_layer, NULL);
    else if (id == COMMAND_GO_BACK)
        go_back(shell, wb);
    else
        return false;
    return true;
}

static void go_to_place(struct shell *shell, struct workbench *wb, const struct go_place *place) {
    const struct report *report = session_report(shell_session(shell));
    if (place->report != report->id) {
        workbench_keep_spot(shell, wb);
        wb->is_left = true;
        shell_pop(shell, ANSWER_OK, place); /* the library opens it */
    } else if (place->section >= 0 && report_find_id(report, place->section) != NULL)
        workbench_go(shell, wb, place->section, place->offset);
}

bool workbench_way_result(struct shell *shell, struct workbench *wb, const struct layer_ops *from,
                          int answer, const void *value) {
    if (from != &history_layer && from != &search_layer && from != &section_find_layer)
        return false;
    if (from == &history_layer)
        workbench_changed(shell, wb); /* something may have been restored */
    if (answer < ANSWER_OK)
        return true;
    wb->focus = PANE_EDITOR;
    if (from == &search_layer) {
        go_to_place(shell, wb, value);
        return true;
    }
    int64_t section = *(const int64_t *)value;
    if (section >= 0 && report_find_id(session_report(shell_session(shell)), section) != NULL) {
        workbench_note_jump(wb);
        workbench_go(shell, wb, section, SIZE_MAX);
    }
    return true;
}

/* --- to a step that goes back, or comes again --- */

static bool is_in_outline(const struct workbench *wb, int64_t section) {
    for (size_t i = 0; i < wb->outline.count; i++)
        if (wb->rows[i] == section)
            return true;
    return false;
}

/* To where a step is seen; false: it is seen here. */
static bool go_to_step(struct shell *shell, struct workbench *wb,
                       const struct session_undone *where) {
    struct table_argument at;
    const struct layer_ops *table =
        step_find_cell(session_report(shell_session(shell)), where, &at);
    if (where->section >= 0 && where->section != wb->section && is_in_outline(wb, where->section)) {
        const struct section *section =
            report_find_id(session_report(shell_session(shell)), where->section);
        size_t end = section->body.points;
        workbench_go(shell, wb, where->section, where->offset < end ? where->offset : end);
        return true;
    }
    if (where->section >= 0 || table == NULL)
        return false;
    at.section = wb->section;
    workbench_keep_spot(shell, wb);
    shell_push(shell, table, &at);
    return true;
}

void workbench_undo(struct shell *shell, struct workbench *wb, bool back) {
    struct session_undone where;
    struct err err = {0};
    enum rc rc = session_find_step(shell_session(shell), back, &where, &err);
    if (rc == RC_OK && go_to_step(shell, wb, &where)) {
        step_say_found(shell, back, &where);
        return;
    }
    if (rc == RC_OK)
        rc = step_go_back(shell, back, &where, &err);
    if (rc != RC_OK) {
        workbench_trouble(shell, &err);
        return;
    }
    workbench_changed(shell, wb);
    if (is_in_outline(wb, where.section))
        workbench_go(shell, wb, where.section, where.offset);
}

void workbench_show_section(struct shell *shell, struct workbench *wb, const int64_t *section) {
    if (is_in_outline(wb, *section))
        workbench_go(shell, wb, *section, SIZE_MAX);
}
