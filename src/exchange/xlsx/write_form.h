/*
 * write_form.h - a sheet (exchange/sheet/form.h) as an Excel file: unprotected, the figures' names
 * and old values in hidden columns, whose it is on a hidden sheet, a check code on the paper. Every
 * cell is text, so that what stands there is what is meant.
 */
#ifndef EXCHANGE_XLSX_WRITE_FORM_H
#define EXCHANGE_XLSX_WRITE_FORM_H

#include "exchange/sheet/form.h"

/* Appends the file. RC_OUTPUT, RC_FULL: the temporary folder. */
MUST_CHECK enum rc sheet_form_write_excel(struct str *out, const struct sheet_form *form,
                                          struct err *err);

#endif
