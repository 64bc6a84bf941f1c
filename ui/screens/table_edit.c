#include "ui/screens/table_edit.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/report_values.h"
#include "model/review/review_value.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/undo.h"
#include "ui/screens/step.h"

void table_edit_init(struct table_edit *table, const struct table_argument *argument, size_t most) {
    field_init(&table->field, SPAN(""));
    str_init(&table->trouble);
    str_init(&table->other);
    if (argument->other_row != NULL)
        str_add_text(&table->other, argument->other_row);
    table->other_column = argument->other_column;
    table->section = argument->section;
    table->field.most = most;
}

void table_edit_release(struct table_edit *table) {
    report_free(table->draft);
    mem_free(table->reason);
    field_release(&table->field);
    str_release(&table->trouble);
    str_release(&table->other);
}

void table_edit_take_report(struct shell *shell, struct table_edit *table) {
    report_free(table->draft);
    table->draft = report_clone(session_report(shell_session(shell)));
}

void table_edit_open(struct table_edit *table, const char *text) {
    table->edited = false;
    table->fresh = true;
    str_clear(&table->trouble);
    field_set(&table->field, span_of(text));
}

static bool is_erasing(const struct event *event) {
    return event_is_key(event, K_BACKSPACE) || event_is_key(event, K_DEL);
}

bool table_edit_is_change(const struct event *event) {
    return event->kind == EVENT_TEXT || event->kind == EVENT_PASTE || is_erasing(event);
}

unsigned table_edit_type(struct table_edit *table, const struct event *event) {
    bool changes = table_edit_is_change(event);
    if (table->fresh && changes)
        field_set(&table->field, SPAN(""));
    if (field_handle(&table->field, event) == HANDLED_NO && !is_erasing(event))
        return HANDLED_NO;
    table->fresh = false;
    if (!changes)
        return HANDLED_YES;
    table->edited = true;
    str_clear(&table->trouble);
    return HANDLED_YES | HANDLED_CHANGED;
}

struct span table_edit_text(const struct table_edit *table) {
    return span_trim(field_text(&table->field));
}

void table_edit_preview(struct table_edit *table, const char *name) {
    struct span text = table_edit_text(table);
    report_set_value(table->draft, span_of(name), text.n > 0 ? text : (struct span){NULL, 0});
}

bool table_edit_store(struct shell *shell, struct table_edit *table, const char *name) {
    struct err err = {0};
    const struct session_value value = {span_of(name), table_edit_text(table)};
    enum rc rc = session_set_because(shell_session(shell), &value, 1, span_of(table->reason), &err);
    table->needs_reason = rc == RC_NEEDS_REASON;
    mem_free(table->reason);
    table->reason = NULL;
    if (rc != RC_OK)
        str_set(&table->trouble, span_of(err.text));
    return rc == RC_OK;
}

bool table_edit_confirm(struct shell *shell, const char *name) {
    const struct report *report = session_report(shell_session(shell));
    struct err err = {0};
    if (!review_value_is_unreviewed(report, span_of(name)))
        return false;
    char *text = span_copy(span_of(report_value(report, span_of(name))));
    const struct session_value value = {span_of(name), span_of(text)};
    bool done = session_set_values(shell_session(shell), &value, 1, &err) == RC_OK;
    if (!done)
        shell_say_error(shell, &err);
    mem_free(text);
    return done;
}

/* The names are copied: the table that they lie in ends before the other one begins. */
void table_edit_go_over(struct shell *shell, const struct table_edit *table,
                        const struct layer_ops *other, const char *row, int column) {
    char *here = row != NULL ? span_copy(span_of(row)) : NULL;
    char *there = table->other.len > 0 ? span_copy(str_span(&table->other)) : NULL;
    const struct table_argument argument = {.section = table->section,
                                            .row = there,
                                            .column = table->other_column,
                                            .other_row = here,
                                            .other_column = column};
    shell_replace(shell, other, &argument);
    mem_free(there);
    mem_free(here);
}

bool table_edit_undo(struct shell *shell, bool back, const struct layer_ops *own,
                     struct table_argument *cell) {
    struct session_undone where;
    *cell = (struct table_argument){.section = -1};
    struct err err = {0};
    struct session *session = shell_session(shell);
    if (session_find_step(session, back, &where, &err) != RC_OK) {
        shell_say_error(shell, &err);
        return true;
    }
    const struct layer_ops *table = step_find_cell(session_report(session), &where, cell);
    if (table == own) {
        if (step_go_back(shell, back, &where, &err) != RC_OK)
            shell_say_error(shell, &err);
        return true;
    }
    step_say_found(shell, back, &where);
    if (table != NULL)
        shell_replace(shell, table, cell);
    else
        shell_pop(shell, ANSWER_STEP, &where.section);
    return false;
}

bool table_edit_keep(const struct table_edit *table, struct str *typed) {
    str_set(typed, field_text(&table->field));
    return table->edited;
}

void table_edit_resume(struct table_edit *table, const struct str *typed) {
    field_set(&table->field, str_span(typed));
    table->edited = true;
    table->fresh = false;
}
