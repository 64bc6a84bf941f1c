/*
 * write_table.h - one table of texts as an Excel file: its first row is the captions.
 */
#ifndef EXCHANGE_XLSX_WRITE_TABLE_H
#define EXCHANGE_XLSX_WRITE_TABLE_H

#include "base/err.h"
#include "base/text/str.h"

/* Rows split by '\n', cells by '\t'; a width for each column. Appends the file; as xlsx_make. */
MUST_CHECK enum rc xlsx_write_table(struct str *out, const char *name, struct span rows,
                                    const double *widths, size_t columns, struct err *err);

#endif
