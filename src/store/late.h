/*
 * late.h - text that was typed before its writer knew that the report is final.
 */
#ifndef STORE_LATE_H
#define STORE_LATE_H

#include "store/store.h"

/* Text that comes too late, typed one after the other before its writer knew of the lock, is kept
 * in the history as a draft that gave way. `revision` is what its window has in memory. */
MUST_CHECK enum rc store_keep_late(struct store *store, int64_t report, int64_t section,
                                   int64_t revision, const struct splice *const *splices,
                                   size_t count, struct err *err);

#endif
