/*
 * columns.h - rows of tables in plain text: cells are filled up with blanks before their tabs, so
 * that columns stand below each other in any editor, and lose them again where they are read.
 * Which lines are aligned depends on nothing but the lines: a text that is read and written again
 * is the same.
 */
#ifndef EXCHANGE_TEXT_COLUMNS_H
#define EXCHANGE_TEXT_COLUMNS_H

#include "base/text/str.h"

/* Lines (each ended by '\n') that follow each other, all indented and with tabs, from a byte on:
 * each cell but the last is as wide as its column, numbers at its right; columns are those of
 * full-width printing. Tables that are too wide for any screen are left with their tabs alone. */
void text_align_rows(struct str *text, size_t from);
/* Appends a row without the blanks around its cells, those before the first apart. */
void text_add_trimmed_row(struct str *out, struct span row);

#endif
