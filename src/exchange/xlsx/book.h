/*
 * book.h - making an Excel file in memory with libxlsxwriter, which writes files alone.
 */
#ifndef EXCHANGE_XLSX_BOOK_H
#define EXCHANGE_XLSX_BOOK_H

#include "base/err.h"
#include "base/text/str.h"

struct lxw_workbook;
/* `fill` puts the sheets in; what it refuses is the result. Appends the file. RC_OUTPUT, RC_FULL:
 * the temporary folder ($TMPDIR). */
MUST_CHECK enum rc xlsx_make(struct str *out,
                             enum rc (*fill)(struct lxw_workbook *workbook, void *self,
                                             struct err *err),
                             void *self, struct err *err);

#endif
