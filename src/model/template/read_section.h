/*
 * read_section.h - the sections of a template file.
 */
#ifndef MODEL_TEMPLATE_READ_SECTION_H
#define MODEL_TEMPLATE_READ_SECTION_H

struct reader;
struct yaml_node;

void read_sections(struct reader *, const struct yaml_node *, void *);

#endif
