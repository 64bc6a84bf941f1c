/*
 * recover_index.h - what the indexes of a damaged database still say of rows that may be lost: they
 * stand on pages of their own.
 */
#ifndef STORE_RECOVER_INDEX_H
#define STORE_RECOVER_INDEX_H

#include "base/err.h"

struct db;

/* Makes temporary tables in `to`: known_report (id, unit, year, uid, trashed, changed; a column of
 * which nothing is known is NULL), known_section (report, id) and known_value (report, name). */
MUST_CHECK enum rc recover_read_indexes(struct db *from, struct db *to, struct err *err);

#endif
