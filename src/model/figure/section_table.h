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
/* Appends the table as it prints. Figures stand there without their unit (% apart), empty ones as
 * empty cells. */
void section_add_table(struct str *out, struct figures *figures,
                       const struct template_section *template);

#endif
