/*
 * db_copy.h - the whole of a database into another file, and back from one.
 */
#ifndef STORE_DB_COPY_H
#define STORE_DB_COPY_H

#include "base/err.h"

struct db;

/* A consistent copy into the file at `path` (there, empty), while others write. */
MUST_CHECK enum rc db_copy_to(struct db *db, const char *path, struct err *err);
/* Makes the database what such a copy is, in one transaction; none may be open. */
MUST_CHECK enum rc db_copy_from(struct db *db, const char *path, struct err *err);

#endif
