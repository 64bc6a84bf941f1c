/*
 * read_plain.h - a table that is none of ours, as somebody has it: its rows as rows of a sheet,
 * with what its heads and lines say of their unit and year. What is not taken of it is told.
 */
#ifndef EXCHANGE_SHEET_READ_PLAIN_H
#define EXCHANGE_SHEET_READ_PLAIN_H

#include "base/err.h"
#include "exchange/sheet/read_row.h"

struct template;

/* Any Excel file with names or labels of the template's figures in one column and the values of
 * that year in another, those of the year before perhaps in a third (rows of their own): uid "".
 * RC_INPUT with a sentence: no such columns, or several of values. */
MUST_CHECK enum rc sheet_read_plain(struct read_sheet *sheet, struct span bytes,
                                    const struct template *template, int year, struct err *err);

#endif
