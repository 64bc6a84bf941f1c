/*
 * rows.h - what the writers of marked-up formats share: the cells of a table's row, and runs of
 * blocks of one kind (title lines, items, sign-off).
 */
#ifndef EXCHANGE_ROWS_H
#define EXCHANGE_ROWS_H

#include "model/document.h"

/* Eats a cell from the front; false when none is left. An empty row has one cell, an empty one. */
bool row_take_cell(struct span *row, struct span *cell);
size_t row_count_cells(struct span row);
/* How many blocks from `at` on are of its kind and are written as one, itself counted: headings and
 * paragraphs stand alone. */
size_t blocks_count_same(const struct document *document, size_t at);

#endif
