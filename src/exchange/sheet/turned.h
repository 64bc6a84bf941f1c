/*
 * turned.h - a workbook whose tables lie on their side, names in a row and values below them: rows
 * become columns.
 */
#ifndef EXCHANGE_SHEET_TURNED_H
#define EXCHANGE_SHEET_TURNED_H

struct xlsx_book;

/* Every sheet; calling it again puts them back. */
void sheet_turn_book(struct xlsx_book *book);

#endif
