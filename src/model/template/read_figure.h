/*
 * read_figure.h - the parts of a template that are about figures: questions, figures, rules,
 * pairs.
 */
#ifndef MODEL_TEMPLATE_READ_FIGURE_H
#define MODEL_TEMPLATE_READ_FIGURE_H

#include "model/template/read.h"

void read_questions(struct reader *, const struct yaml_node *, void *);
void read_figures(struct reader *, const struct yaml_node *, void *);
void read_rules(struct reader *, const struct yaml_node *, void *);
void read_pairs(struct reader *, const struct yaml_node *, void *);

extern const struct key_table figure_key_tables[]; /* its keys, ended by a name NULL */

#endif
