/*
 * read.h - a report read from JSON.
 */
#ifndef EXCHANGE_JSON_READ_H
#define EXCHANGE_JSON_READ_H

#include "base/err.h"
#include "base/text/span.h"

struct import_draft;

/* Once in a process, before the first is read or written: where there is no memory left the program
 * ends as everywhere (base/mem.h), and no text is taken for a bad one. */
void json_start(void);

/* Fills the draft's report and counts. RC_INPUT. */
MUST_CHECK enum rc json_read(struct import_draft *draft, struct span text, struct err *err);

#endif
