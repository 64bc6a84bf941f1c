/*
 * exported.h - a report as it was exported, by the last change that the file names: what was typed
 * and not yet folded then is in it too. Errors as in store.h.
 */
#ifndef STORE_EXPORTED_H
#define STORE_EXPORTED_H

#include "store/store.h"

/* The caller's. RC_NOT_FOUND: the history of this report has no such change. */
MUST_CHECK enum rc store_load_exported(struct store *store, int64_t report, int64_t change,
                                       struct report **out, struct err *err);

#endif
