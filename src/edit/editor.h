/*
 * editor.h - editing one body: cursor, selection, wrapped rows, scrolling. Pure: it reads a body,
 * and turns editing keys into splices that the session applies; after each it is told by
 * editor_applied(). It owns its wrap cache and nothing of the text.
 * Offsets are points of the body, rows and columns are cells of the pane. A figure in the text is
 * shown by its value (edit/shown_text.h): the cursor goes over it in one step, and it is taken away
 * as a whole. Only lines that changed
 * are wrapped again, and only lines near the window are wrapped at all.
 */
#ifndef EDIT_EDITOR_H
#define EDIT_EDITOR_H

#include "base/text/line_break.h"
#include "model/report.h"
#include "model/splice.h"

struct editor;

struct editor *editor_new(void);
void editor_free(struct editor *editor);
/* The report whose figures the text shows by their values (borrowed; before it is opened with a
 * section of it); NULL: the text is shown as it is stored. */
void editor_set_report(struct editor *editor, const struct report *report);
/* Begins with a section's body (borrowed; may be NULL: nothing). Cursor to `offset`. */
void editor_open(struct editor *editor, const struct section *section, size_t offset);
/* The body was changed by something else than this editor, or is another object now (the old one
 * may be gone: it is not looked at): cursor, selection and scroll stay where they can. */
void editor_reopen(struct editor *editor, const struct section *section);
/* Columns and rows of the pane, and how wide ambiguous characters are. Keeps the current line in
 * sight. Printed indents are shown: two columns-of-two for paragraphs, labels before items. */
void editor_resize(struct editor *editor, size_t columns, size_t rows,
                   enum width_ambiguous ambiguous);
/* The body was changed by this splice (the session applied it): caches, cursor and selection
 * follow; `own`: the cursor goes to the end of what was inserted. */
void editor_applied(struct editor *editor, const struct splice *splice, bool own);

enum editor_motion {
    EDITOR_LEFT,
    EDITOR_RIGHT,
    EDITOR_UP,
    EDITOR_DOWN,
    EDITOR_ROW_START,
    EDITOR_ROW_END,
    EDITOR_PAGE_UP,
    EDITOR_PAGE_DOWN,
    EDITOR_WORD_LEFT,
    EDITOR_WORD_RIGHT,
    EDITOR_START,
    EDITOR_END
};
/* Moves by graphemes and rows; `select` keeps or begins a selection. */
void editor_move(struct editor *editor, enum editor_motion motion, bool select);
void editor_set_cursor(struct editor *editor, size_t offset, bool select);
void editor_begin_selection(struct editor *editor);
size_t editor_cursor(const struct editor *editor);
size_t editor_top(const struct editor *editor); /* first row shown, to remember */
void editor_set_top(struct editor *editor, size_t top);

enum editor_rule { EDITOR_RULE_NONE, EDITOR_RULE_TOP, EDITOR_RULE_HEAD, EDITOR_RULE_BOTTOM };

/* What to draw: row `row` of the window (from 0). */
struct editor_row {
    struct span text;      /* as it is shown, no indent */
    size_t indent;         /* columns before it */
    char label[32];        /* item label shown in the indent of the first row; "" else */
    size_t offset, points; /* of what it shows, in the body */
    size_t line, row;      /* of the body; of the line's rows */
    size_t start;          /* the byte of the line's shown text where it begins */
    bool first, last;      /* of its line */
    bool in_table;         /* cells split by tabs: drawn one by one (editor_row_cell) */
    enum editor_rule rule; /* of a table: no text, a line drawn between two rows */
};
bool editor_row(const struct editor *editor, size_t row,
                struct editor_row *out); /* false: past the end */
/* The one below, out of the window too: costs that row alone. */
bool editor_next_row(const struct editor *editor, struct editor_row *row);
/* The byte of the row's text where an offset of the body is shown, clamped to the row. */
size_t editor_row_byte(const struct editor *editor, const struct editor_row *row, size_t offset);
/* The n-th figure that stands in the row: bytes of its text. */
bool editor_row_figure(const struct editor *editor, const struct editor_row *row, size_t n,
                       size_t *from, size_t *to);
/* Where a byte of the row's text is drawn, behind the indent; in a table within the pane. */
size_t editor_row_column(const struct editor *editor, const struct editor_row *row, size_t byte);
/* A table is aligned by columns and moved to the left where it is wider than the pane. The cell at
 * a byte (from 0; then `next`); false behind the last, and of a rule. */
struct editor_cell {
    struct span text; /* what is not left of the pane */
    size_t column;    /* in the pane, where that begins */
    size_t next;
};
bool editor_row_cell(const struct editor *editor, const struct editor_row *row, size_t from,
                     struct editor_cell *cell);
/* The n-th upright line of a table, from its left edge to its right one, where it crosses the row:
 * whether it goes on up and down from there (a cell that takes what is left of its row has none in
 * it). False behind the last, and outside a table. */
struct editor_line {
    int column; /* in the pane; below 0: left of it */
    bool up, down, last;
};
bool editor_row_line(const struct editor *editor, const struct editor_row *row, size_t n,
                     struct editor_line *line);
struct editor_point {
    size_t row, column; /* in the window */
} editor_cursor_point(const struct editor *editor);
/* The offset shown at a cell of the window, for the mouse. */
size_t editor_offset_at(const struct editor *editor, size_t row, size_t column);

#endif
