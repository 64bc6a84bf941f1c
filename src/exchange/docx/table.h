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

struct docx_row { /* as it comes out on the page, with our fonts */
    long height;  /* twips */
    bool header;  /* repeated on every page of its table */
    bool keeps;   /* on the page of what follows */
};
/* The rows of such a table, nothing written. */
void docx_each_row(const struct docx_writer *writer, const struct diff_line *lines, size_t count,
                   void (*take)(void *self, const struct docx_row *row), void *self);

#endif
