/* Undo and redo in the workbench, and where they are seen. */
#include "ui/screens/step.h"
#include "ui/workbench/workbench.h"

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
