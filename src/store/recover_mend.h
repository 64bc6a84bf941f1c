/*
 * recover_mend.h - makes a database of recovered rows hold together: what a row says that can be no
 * value of its kind gets a default, what a row needs and is lost is put in its place empty, and a
 * history with a hole is cut in two. Each such thing is noted with its place and what stands there
 * instead. What one report lacks keeps no other one back.
 */
#ifndef STORE_RECOVER_MEND_H
#define STORE_RECOVER_MEND_H

#include "base/err.h"

struct salvage;
struct store;

/* The new file, filled by recover_table and recover_read_indexes. */
MUST_CHECK enum rc recover_mend(struct store *store, struct salvage *salvage, struct err *err);

#endif
