/*
 * db_error.h - what SQLite says as one sentence for the clerk, which names the file and the cure.
 */
#ifndef STORE_DB_ERROR_H
#define STORE_DB_ERROR_H

#include "base/err.h"

struct db;

/* The sentence for a result code of SQLite; returns the code of ours. */
enum rc db_fail(const struct db *db, int code, struct err *err);

/* RC_STORE with a sentence where something stands at the path that can be no database: a folder, a
 * device, a pipe, a link to nothing. Nothing is opened, for that may wait for ever. */
MUST_CHECK enum rc db_check_kind(const char *path, struct err *err);

/* RC_DAMAGED: there is a file, and not one byte in it. */
enum rc db_fail_empty(const char *path, struct err *err);

#endif
