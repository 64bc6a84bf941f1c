/*
 * table_view.h - how rows of a table stand on the screen: every cell of a column begins at one
 * place, numbers end at one, a line stands before each cell and behind the last; rows are not
 * wrapped. The last cell of a row with fewer cells than the table takes what is left. The view
 * knows one block of rows that follow one another, measured when first asked for and again after
 * any change. It owns its numbers and nothing of the text.
 * A column is a cell of the screen, counted from the table's left edge; bytes are of the row's
 * text.
 */
#ifndef EDIT_TABLE_VIEW_H
#define EDIT_TABLE_VIEW_H

#include "edit/wrap_cache.h"

enum { TABLE_GAP = 3, TABLE_LINE = 2 }; /* blank, line, blank; from a line to the cell behind it */

struct table_view {
    bool known;
    size_t first, last; /* lines of the block */
    size_t *starts;     /* column where each cell begins, and where one more would */
    size_t count, cap;  /* cells of the widest row */
};

void table_view_release(struct table_view *view);
void table_view_forget(struct table_view *view);
/* The column of a byte, and the byte at a column or before it. */
size_t table_view_column(struct table_view *view, struct wrap_cache *cache,
                         const struct section *section, size_t line, size_t byte);
size_t table_view_byte(struct table_view *view, struct wrap_cache *cache,
                       const struct section *section, size_t line, size_t column);
/* The column of the line before the n-th cell of the widest row; n of them: of the right edge.
 * False behind that. */
bool table_view_line(struct table_view *view, struct wrap_cache *cache,
                     const struct section *section, size_t line, size_t n, size_t *column);

#endif
