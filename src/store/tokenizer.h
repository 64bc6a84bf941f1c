/*
 * tokenizer.h - gives FTS5 the program's own tokens (search_text.h), on every connection.
 */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include "base/err.h"

struct db;

/* What the index of the search is made of. */
MUST_CHECK enum rc db_add_tokenizer(struct db *db, struct err *err);

#endif
