/*
 * recover_rows.h - rows of a damaged table, by their numbers, around what cannot be read.
 */
#ifndef STORE_RECOVER_ROWS_H
#define STORE_RECOVER_ROWS_H

#include "base/err.h"

struct db;

/* Copies every row of a table that can be read; `rows` is raised by how many. */
MUST_CHECK enum rc recover_table(struct db *from, struct db *to, const char *table, size_t *rows,
                                 size_t *gaps, struct err *err);

#endif
