/*
 * editor_grid.h - changes of a table as a whole: made at the cursor, made of lines with tabs,
 * filled from a clipboard, rows taken away; and of text whose ends lie in tables. Pure: each builds
 * the splice that the session applies (the caller's; false: there is nothing to do, and it holds
 * nothing). No cell's edge and no row is ever lost to a key that was meant for text, and no
 * paragraph is joined to a row.
 */
#ifndef EDIT_EDITOR_GRID_H
#define EDIT_EDITOR_GRID_H

#include "base/text/span.h"
#include "edit/editor_select.h"

struct editor;
struct splice;

enum { GRID_ROWS_MOST = 200, GRID_COLUMNS_MOST = 30 }; /* of a table that is asked for */

struct grid_made {
    size_t cursor;        /* where it belongs after it, an offset */
    size_t rows, columns; /* of what was made, filled or taken away */
    size_t replaced;      /* cells that had text before */
};

/* An empty table at the cursor: what stands before and behind it in its line stays, as lines of
 * their own. False within a table that has text or more than one row. */
bool editor_may_insert_table(const struct editor *editor);
bool editor_insert_table(const struct editor *editor, size_t rows, size_t columns,
                         struct splice *splice, struct grid_made *made);
/* The lines of a range that are tables by their tabs (model/tabbed.h) become rows. */
bool editor_make_table(const struct editor *editor, struct editor_range range,
                       struct splice *splice, struct grid_made *made);
/* Cells of a text with tabs or line ends into the table from the cursor's cell on; the table grows
 * as far as they need. A single cell goes to the cursor and replaces nothing. False outside a
 * table. */
bool editor_fill_table(const struct editor *editor, struct span text, struct splice *splice,
                       struct grid_made *made);
/* The rows of the selection, or the cursor's. False outside a table. */
bool editor_remove_rows(const struct editor *editor, struct splice *splice, struct grid_made *made);

/* The last row of a table, where it has no text, becomes a line of text, or goes where an
 * empty one is below: so one writes on there. A
 * line of text comes over a table that the body begins with, the cursor at its start. False
 * elsewhere, and in a section that is a table. */
bool editor_leave_table(const struct editor *editor, struct splice *splice);
bool editor_open_above(const struct editor *editor, struct splice *splice);

/* Whether some line of the range is a row. */
bool editor_touches_table(const struct editor *editor, struct editor_range range);
/* The range goes and text comes: within a table cells are emptied; a table that the range goes over
 * loses the rows that lie in it. The text has neither tabs nor line ends where it comes into a
 * table. */
bool editor_replace_range(const struct editor *editor, struct editor_range range, struct span text,
                          struct splice *splice);

#endif
