/*
 * table.h - tables in the text: made at the cursor or of what was pasted, filled, rows and columns
 * added and taken away. What is done is said, with how to take it back.
 */
#ifndef UI_WORKBENCH_TABLE_H
#define UI_WORKBENCH_TABLE_H

#include "ui/workbench/workbench.h"

struct shell;

/* Tab and Shift-Tab: the next cell, behind the last one a new row, where there is one row alone a
 * new cell; the cell before. False outside a table. */
bool workbench_next_cell(struct shell *shell, struct workbench *wb);
bool workbench_previous_cell(struct workbench *wb);
/* Text with tabs or line ends into the table that the cursor is in; false: it is in none, or the
 * text is one cell's. */
bool workbench_fill_table(struct shell *shell, struct workbench *wb, struct span text,
                          enum act act);
/* Rows of what was just inserted from `from` up to the cursor, where its tabs say that it is a
 * table: a step of its own, so that one undo gives the plain text. False: it is none. */
bool workbench_make_table(struct shell *shell, struct workbench *wb, size_t from);
bool workbench_table_command(struct shell *shell, struct workbench *wb, enum command_id id);
/* "4 3" was answered to how many rows and columns. */
void workbench_table_answer(struct shell *shell, struct workbench *wb, const char *typed);

#endif
