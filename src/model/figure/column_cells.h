/*
 * column_cells.h - the cells of a table whose columns the template names: read by the column's type
 * and unit as a figure's value is, and added up where the template asks for a row of sums. Rows are
 * split by '\n', cells by '\t', as they print.
 */
#ifndef MODEL_FIGURE_COLUMN_CELLS_H
#define MODEL_FIGURE_COLUMN_CELLS_H

#include "base/err.h"
#include "base/text/str.h"

struct template_column;
struct template_section;
struct value;

/* Empty, and OK, for a cell that says nothing (－, 无). RC_REFUSED with a sentence that names the
 * column. */
MUST_CHECK enum rc column_read_cell(struct value *out, const struct template_column *column,
                                    struct span cell, struct err *err);
/* Appends the row of sums (合计 …) that the template asks for. Nothing where it asks for none,
 * where the rows have one or have no data; a column with a cell that is no number gets no sum. */
void columns_add_sums(struct str *out, const struct template_section *section, struct span rows);

#endif
