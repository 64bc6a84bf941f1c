/*
 * read_kind.h - kinds and units of a template's expressions, once its names are known to be right.
 */
#ifndef MODEL_TEMPLATE_READ_KIND_H
#define MODEL_TEMPLATE_READ_KIND_H

struct reader;

void reader_check_kinds(struct reader *reader); /* of expressions whose names are right */

#endif
