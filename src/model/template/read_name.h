/*
 * read_name.h - names and references of a template file: noted while reading, resolved at the end.
 */
#ifndef MODEL_TEMPLATE_READ_NAME_H
#define MODEL_TEMPLATE_READ_NAME_H

#include "model/template/read.h"

struct expression;
struct reader;

void read_name(struct reader *, const struct yaml_node *, void *); /* char *; noted by the owner */
void reader_note_name(struct reader *reader, const struct yaml_node *map, unsigned family,
                      size_t figure);
void reader_note_names(struct reader *reader, const struct yaml_node *list); /* a new family */
void reader_note_reference(struct reader *reader, enum reference_kind kind,
                           const struct yaml_node *node, const struct expression *expression,
                           bool self);
void reader_check_names(struct reader *reader); /* duplicates, references, circles */

#endif
