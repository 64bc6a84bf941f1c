/*
 * write.h - figures and score sheet as an Excel file, by libxlsxwriter. A number stands there
 * as a number with its decimals where a spreadsheet can hold it exactly (15 digits), else as text;
 * whatever a clerk typed is a text cell, never a formula.
 */
#ifndef EXCHANGE_XLSX_WRITE_H
#define EXCHANGE_XLSX_WRITE_H

#include "model/report.h"

/* Appends the file. RC_REFUSED: the template has neither figures nor a score sheet, or a text is
 * longer than a cell; RC_INPUT: the library is not installed; RC_OUTPUT, RC_FULL: the temporary
 * folder ($TMPDIR). */
MUST_CHECK enum rc xlsx_write(struct str *out, const struct report *report, struct err *err);

#endif
