/*
 * table.h - tables of a Word file that is written.
 */
#ifndef EXCHANGE_DOCX_TABLE_H
#define EXCHANGE_DOCX_TABLE_H

#include "base/base.h"

struct diff_line;
struct docx_writer;

/* One table of the rows of `count` lines that follow each other. */
void docx_write_table(struct docx_writer *writer, const struct diff_line *lines, size_t count);

#endif
