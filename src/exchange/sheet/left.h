/*
 * left.h - what somebody has written into a sheet of ours where no figure takes it: cells beside
 * the columns, lines beside the table, other pages, comments on cells, text boxes. Each is told of
 * where it stands, so that nothing is dropped in silence; beyond some hundred only their count is.
 * Nothing is owned.
 */
#ifndef EXCHANGE_SHEET_LEFT_H
#define EXCHANGE_SHEET_LEFT_H

#include "exchange/sheet/form.h"
#include "exchange/sheet/read_row.h"
#include "exchange/xlsx/read.h"

struct sheet_columns {
    size_t at[FORM_COLUMN_COUNT]; /* from 0; SIZE_MAX: there is none */
};

/* Adds a row that is_left. line: from 1; 0: of the file as a whole, and `what` is a page or "". */
void left_tell(struct read_sheet *out, size_t line, struct span what, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* Cells of our page that stand in none of the columns; `captions`: their row. */
void left_tell_cells(struct read_sheet *out, const struct xlsx_sheet *page, size_t captions,
                     const struct sheet_columns *columns);
/* Pages that hold something, but for ours and the hidden one. */
void left_tell_pages(struct read_sheet *out, const struct xlsx_book *book,
                     const struct xlsx_sheet *page, const struct xlsx_sheet *manifest);
/* Comments, text boxes and pictures of our page. */
MUST_CHECK enum rc left_tell_notes(struct read_sheet *out, struct span bytes,
                                   const struct xlsx_sheet *page, struct err *err);
/* Call it last: how many more there are. */
void left_tell_rest(struct read_sheet *out);

#endif
