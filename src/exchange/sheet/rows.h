/*
 * rows.h - a page of a workbook as rows of a table: what its cells show, from the first that holds
 * something to the last.
 */
#ifndef EXCHANGE_SHEET_ROWS_H
#define EXCHANGE_SHEET_ROWS_H

#include "base/err.h"
#include "base/text/str.h"

/* Turns the bytes of an Excel workbook into the rows of a page: by its name or its number among
 * those that are not hidden (from 1), NULL: the first of them that is not empty. Rows by '\n',
 * cells by '\t' (line ends within one are blanks), a percentage with its %. A title over all
 * columns is a lone cell. RC_INPUT with a sentence, and nothing changed: no workbook, damaged, no
 * such page, nothing in it, a formula that was never computed. */
MUST_CHECK enum rc sheet_rows_from_book(struct str *bytes, const char *page, struct err *err);

#endif
