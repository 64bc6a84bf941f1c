/*
 * json.h - a whole report as JSON (its history apart): tree, bodies line by line with tags and
 * literal labels, marks, values and its own copy of the template as YAML text. What json_write
 * writes, json_read turns into an equal report. The reader is strict and trusts nothing: an unknown
 * key, a wrong type or an unknown word is an error that names the place
 * ("sections[1].body[3].tag").
 */
#ifndef EXCHANGE_JSON_JSON_H
#define EXCHANGE_JSON_JSON_H

#include "exchange/exchange.h"

enum { JSON_DEPTH_MOST = 400 }; /* levels of sections */
enum { JSON_VERSION = 2 };      /* that is written; 1, which had no uid, is read too */

/* Once in a process, before the first is read or written: where there is no memory left the program
 * ends as everywhere (base/mem.h), and no text is taken for a bad one. */
void json_start(void);

/* Fills the draft's report and counts. RC_INPUT. */
MUST_CHECK enum rc json_read(struct import_draft *draft, struct span text, struct err *err);
/* Appends UTF-8, indented, ended by a newline. */
void json_write(struct str *out, const struct report *report);

#endif
