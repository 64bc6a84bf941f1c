/*
 * read.h - a sheet that comes back, from Excel, Word or text: whose it is, and its rows as they
 * stand there. Columns are known by their captions, rows by what stands in them, never by place. A
 * cell that cannot be trusted (merged with other rows, a formula without a result, an error) is a
 * row with a sentence, and so is whatever else somebody has put into a sheet of ours: nothing that
 * was written there is passed over in silence. Ownership: the sheet owns its texts.
 */
#ifndef EXCHANGE_SHEET_READ_H
#define EXCHANGE_SHEET_READ_H

#include "exchange/sheet/read_row.h"

/* Fills a zeroed sheet; RC_INPUT with a sentence: no sheet of ours (uid is NULL then), damaged, an
 * older format. */
MUST_CHECK enum rc sheet_read(struct read_sheet *sheet, struct span bytes, const char *name,
                              struct err *err);

#endif
