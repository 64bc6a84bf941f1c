/*
 * read_score.h - the parts of a template that are about the score sheet: grades, indicators, caps.
 */
#ifndef MODEL_TEMPLATE_READ_SCORE_H
#define MODEL_TEMPLATE_READ_SCORE_H

#include "model/template/read.h"

void read_grades(struct reader *, const struct yaml_node *, void *);
void read_indicators(struct reader *, const struct yaml_node *, void *);
void read_caps(struct reader *, const struct yaml_node *, void *);

extern const struct key_table score_key_tables[]; /* its keys, ended by a name NULL */

#endif
