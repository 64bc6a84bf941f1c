/*
 * step.h - undo and redo on any screen: nothing is taken back where it is not seen. The first press
 * goes to where the step is, the next one takes it back, and what it took back is said.
 */
#ifndef UI_STEP_H
#define UI_STEP_H

#include "session/undo.h"
#include "ui/shell.h"

struct table_argument;

/* The table (数据, 自评表) and the cell in it that the step changed; NULL: none. `at` borrows from
 * the report. */
const struct layer_ops *step_find_cell(const struct report *report,
                                       const struct session_undone *where,
                                       struct table_argument *at);
/* The same by the name of a value, or of what confirms one. */
const struct layer_ops *step_find_value(const struct report *report, const char *value,
                                        struct table_argument *at);
/* 再按一次Ctrl-Z才撤销：三、存在的问题：标记完成 */
void step_say_found(struct shell *shell, bool undo, const struct session_undone *where);
/* Undoes or redoes it, and says what. */
MUST_CHECK enum rc step_go_back(struct shell *shell, bool undo, struct session_undone *where,
                                struct err *err);

/* Of a table or the list of findings: the step to be undone is not seen there; value: an `int64_t
 * *`, the section that it is seen in, -1: none. */
enum { ANSWER_STEP = 1000 };

#endif
