/*
 * table_figures.h - figures in the cells of a table: what such a cell counts.
 */
#ifndef MODEL_FIGURE_TABLE_FIGURES_H
#define MODEL_FIGURE_TABLE_FIGURES_H

#include "base/text/str.h"

struct figures;

/* Appends a row whose cells that are one figure's token stand as its number, without the unit that
 * it prints, where its column's head names that unit or none: `head` is the table's first row. Any
 * other cell stays as it is stored. */
void figures_add_row(struct figures *figures, struct str *out, struct span row, struct span head);

#endif
