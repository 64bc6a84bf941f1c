/*
 * rows.h - what the writers of marked-up formats share: runs of blocks of one kind (title lines,
 * items, sign-off).
 */
#ifndef EXCHANGE_ROWS_H
#define EXCHANGE_ROWS_H

#include "model/document.h"

/* How many blocks from `at` on are of its kind and are written as one, itself counted: headings,
 * paragraphs and tables stand alone. */
size_t blocks_count_same(const struct document *document, size_t at);

#endif
