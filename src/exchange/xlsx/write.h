/*
 * write.h - figures, score sheet and the tables of the text as an Excel file, each table on a page
 * of its own (表格1 …), by libxlsxwriter. A number stands there as a number with its decimals where
 * a spreadsheet can hold it exactly (15 digits), else as text; whatever a clerk typed is a text
 * cell, never a formula.
 */
#ifndef EXCHANGE_XLSX_WRITE_H
#define EXCHANGE_XLSX_WRITE_H

#include "model/report.h"

/* Appends the file. RC_REFUSED: there are neither figures nor a score sheet nor a table, or a text
 * is longer than a cell; RC_INPUT: the library is not installed; RC_OUTPUT, RC_FULL: the temporary
 * folder ($TMPDIR). */
MUST_CHECK enum rc xlsx_write(struct str *out, const struct report *report, struct err *err);

#endif
