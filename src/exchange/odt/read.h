/*
 * read.h - an ODF text (.odt, OpenDocument 1.3) as blocks, packed or as one flat file (.fodt): its
 * paragraphs, lists, tables, notes, formulas and fields, as what the page shows. It is made a Word
 * document in memory (docx/make.h), so that one reader decides what becomes of each of them.
 */
#ifndef EXCHANGE_ODT_READ_H
#define EXCHANGE_ODT_READ_H

#include "exchange/import.h"
#include "exchange/reader.h"

/* Readers' functions (reader.h). RC_INPUT: no text, damaged, encrypted, or out of bounds. */
MUST_CHECK enum rc odt_read(struct source *out, struct import_draft *draft, struct span bytes,
                            const struct import_options *options, struct err *err);
MUST_CHECK enum rc odt_read_flat(struct source *out, struct import_draft *draft, struct span bytes,
                                 const struct import_options *options, struct err *err);

#endif
