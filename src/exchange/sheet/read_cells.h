/*
 * read_cells.h - the rows of a page of a workbook as rows of a sheet, by the columns that are
 * known: a cell that cannot be trusted (merged with other rows, a formula without a result, struck
 * out) is a row with a sentence. Nothing is owned.
 */
#ifndef EXCHANGE_SHEET_READ_CELLS_H
#define EXCHANGE_SHEET_READ_CELLS_H

#include "base/err.h"
#include "exchange/sheet/left.h"
#include "exchange/sheet/read_row.h"
#include "exchange/xlsx/read.h"

/* Those below row `captions` (SIZE_MAX: all); last year's value is a row of its own, behind this
 * year's. RC_INPUT with a sentence: there are too many. */
MUST_CHECK enum rc sheet_take_rows(struct read_sheet *out, const struct xlsx_book *book,
                                   const struct xlsx_sheet *sheet, size_t captions,
                                   const struct sheet_columns *columns, struct err *err);

#endif
