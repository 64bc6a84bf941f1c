/*
 * read_section.h - the sections of a template file.
 */
#ifndef MODEL_TEMPLATE_READ_SECTION_H
#define MODEL_TEMPLATE_READ_SECTION_H

#include "model/template/read.h"

void read_sections(struct reader *, const struct yaml_node *, void *);

extern const struct key_table section_key_tables[]; /* its keys, ended by a name NULL */

#endif
