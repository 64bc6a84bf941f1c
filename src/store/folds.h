/*
 * folds.h - folding what everybody has typed, before the whole is kept.
 */
#ifndef STORE_FOLDS_H
#define STORE_FOLDS_H

#include "store/store.h"

/* What all windows of all users have typed. RC_CONFLICT where somebody's text stands on another
 * than the saved one: nothing is folded then, and the sentence names section and clerk. */
MUST_CHECK enum rc store_fold_all(struct store *store, int64_t report, struct err *err);

#endif
