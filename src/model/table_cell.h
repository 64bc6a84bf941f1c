/*
 * table_cell.h - what a cell of a table says: a number, or text. Rows are lines whose cells are
 * split by '\t', as in a body; bytes are of the row's text.
 */
#ifndef MODEL_TABLE_CELL_H
#define MODEL_TABLE_CELL_H

#include "base/text/span.h"

struct number;

/* The cell that a byte is in: its bytes, and which it is (from 0). */
struct table_cell {
    size_t from, to, index;
};
struct table_cell table_cell_at(struct span row, size_t byte);
/* The one behind it; there is one where cell.to < row.n. */
struct table_cell table_cell_next(struct span row, struct table_cell cell);
size_t table_cell_count(struct span row);
/* Eats a cell from the front; false when none is left. An empty row has one cell, an empty one. */
bool table_cell_take(struct span *row, struct span *cell);
/* The n-th cell; empty where the row ends before it. */
struct span table_cell_text(struct span row, size_t n);

/* A plain number, or one with % where `percent`; NULL: none. The caller's. */
struct number *table_cell_number(struct span cell, bool percent);
int table_cell_decimals(struct span cell);
/* Digits with sign, separators, point and % alone: such a cell stands at the right of its column.
 */
bool table_cell_is_number(struct span cell);

#endif
