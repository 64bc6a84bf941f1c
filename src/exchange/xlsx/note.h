/*
 * note.h - what lies on a page of a workbook beside its cells: comments on cells, the words of text
 * boxes, pictures. Ownership: the notes own their texts.
 */
#ifndef EXCHANGE_XLSX_NOTE_H
#define EXCHANGE_XLSX_NOTE_H

#include "exchange/xlsx/read.h"

struct xlsx_note {
    bool on_cell;
    size_t row, column; /* of a cell, from 0 */
    char *text;         /* cleaned, one line, never empty */
};
struct xlsx_notes {
    struct xlsx_note *items; /* in the order of the file */
    size_t count, cap;
    size_t pictures;
};

/* Fills zeroed notes of a page of that workbook. RC_INPUT: a part is damaged. */
MUST_CHECK enum rc xlsx_read_notes(struct xlsx_notes *notes, struct span bytes,
                                   const struct xlsx_sheet *page, struct err *err);
void xlsx_notes_release(struct xlsx_notes *notes);

#endif
