/*
 * read.h - a web page (.html), alone or in the one file that a browser or Word saves it as (.mht),
 * as blocks: what a browser shows of its text, its lists, tables and formulas. It is made a Word
 * document in memory (docx/make.h), so that one reader decides what becomes of each of them. Looks
 * are known from elements and their own style; style sheets are not read, scripts not run, nothing
 * is fetched.
 */
#ifndef EXCHANGE_HTML_READ_H
#define EXCHANGE_HTML_READ_H

#include "exchange/import.h"
#include "exchange/reader.h"

/* Readers' functions (reader.h). RC_INPUT: no text, no page in it, or out of bounds. */
MUST_CHECK enum rc html_read(struct source *out, struct import_draft *draft, struct span bytes,
                             const struct import_options *options, struct err *err);
MUST_CHECK enum rc html_read_mht(struct source *out, struct import_draft *draft, struct span bytes,
                                 const struct import_options *options, struct err *err);

#endif
