/*
 * read_figure.h - the parts of a template that are about figures: questions, figures, rules,
 * pairs.
 */
#ifndef MODEL_TEMPLATE_READ_FIGURE_H
#define MODEL_TEMPLATE_READ_FIGURE_H

struct reader;
struct yaml_node;

void read_questions(struct reader *, const struct yaml_node *, void *);
void read_figures(struct reader *, const struct yaml_node *, void *);
void read_rules(struct reader *, const struct yaml_node *, void *);
void read_pairs(struct reader *, const struct yaml_node *, void *);

#endif
