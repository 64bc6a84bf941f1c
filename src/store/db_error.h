/*
 * db_error.h - what SQLite says as one sentence for the clerk, which names the file and the cure.
 */
#ifndef STORE_DB_ERROR_H
#define STORE_DB_ERROR_H

#include "base/err.h"

struct db;

/* The sentence for a result code of SQLite; returns the code of ours. */
enum rc db_fail(const struct db *db, int code, struct err *err);

#endif
