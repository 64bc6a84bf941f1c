/*
 * section_table.h - the tables that a template makes of figures and of the score sheet (key `table`
 * of a section): the basic data table, the self-evaluation table. Such a table stands for the
 * section's body while that has no text; what a clerk writes there, or a file brought, goes before
 * it. Rows are split by '\n', cells by '\t', as in a body.
 */
#ifndef MODEL_FIGURE_SECTION_TABLE_H
#define MODEL_FIGURE_SECTION_TABLE_H

#include "model/figure/figure.h"

/* The section's template, where its table stands for the body: nothing is written there, and some
 * figure or score of the table is filled in. NULL: none. */
const struct template_section *section_table(const struct report *report,
                                             const struct section *section);
/* What a template makes is printed part by part: a line of text, or rows that are one table. */
struct table_part {
    bool line;
    size_t levels; /* in so many columns at the left an empty cell goes on with the one above it,
                      where all cells before it in its row do */
    bool headless; /* the first row is not the head of all others: it has values, or another row
                      begins a block with heads of its own */
};
/* Appends the part that begins at the template's row *row (from 0), which moves behind it; false,
 * and nothing appended, behind the last. */
bool section_add_part(struct str *out, struct figures *figures,
                      const struct template_section *template, size_t *row,
                      struct table_part *part);
/* Whether the cell of that column (from 0) goes on with the one above it. */
bool table_cell_continues(struct span row, size_t column, size_t levels);
/* Appends all parts, a line each. Figures stand there without their unit (% apart), empty ones as
 * empty cells. */
void section_add_table(struct str *out, struct figures *figures,
                       const struct template_section *template);

#endif
