/*
 * read.h - Markdown as blocks. What md_write writes is read exactly (its shape is described
 * there); import believes so where writing it again gives the same text. In Markdown by hand each
 * line is a line: headings, bold heads, tables and the title are known, the rest is left to outline
 * recognition.
 */
#ifndef EXCHANGE_MD_READ_H
#define EXCHANGE_MD_READ_H

#include "exchange/import.h"
#include "exchange/reader.h"

/* A reader's function (reader.h). */
MUST_CHECK enum rc md_read(struct source *out, struct import_draft *draft, struct span bytes,
                           const struct import_options *options, struct err *err);

/* A table alone: whether one begins with the first line of a text (a row of bars over a rule), and
 * the cells of a row, appended with a '\t' between two. */
bool md_is_table_at(struct span text);
void md_add_cells(struct str *out, struct span line);

#endif
