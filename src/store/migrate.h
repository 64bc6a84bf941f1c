/*
 * migrate.h - brings a database of an earlier version to this one; a newer one is refused.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/err.h"

struct db;

int64_t migrate_newest(void);
MUST_CHECK enum rc migrate(struct db *db, struct err *err);

#endif
