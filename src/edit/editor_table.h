/*
 * editor_table.h - editing tables: from cell to cell, rows and columns.
 */
#ifndef EDIT_EDITOR_TABLE_H
#define EDIT_EDITOR_TABLE_H

#include "base/base.h"

struct editor;
struct splice;

bool editor_cursor_in_table(const struct editor *editor);
/* To the next or previous cell, over the rows; false where there is none. */
bool editor_move_cell(struct editor *editor, bool forward);
/* A row like the cursor's below it, its cells empty (editor_enter does that too); one more column,
 * right of the cursor's; the cursor's column away. False outside a table. */
bool editor_add_row(const struct editor *editor, struct splice *splice);
bool editor_add_column(const struct editor *editor, struct splice *splice);
bool editor_remove_column(const struct editor *editor, struct splice *splice);

/* Whether the cursor stands at its cell's end (start); the splice that takes away
 * the cursor's row where it has no text and is not the only line. */
bool editor_is_at_cell_edge(const struct editor *editor, bool end);
bool editor_remove_blank_row(const struct editor *editor, struct splice *splice);

#endif
