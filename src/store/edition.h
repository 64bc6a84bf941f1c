/*
 * edition.h - what the steps of a report on its way (model/edition/edition.h) ask of the store: the
 * lock of a final report, which holds in the statement that appends a splice and in the transaction
 * of every other change; the texts that are kept whole, files of evidence too. Errors as in
 * store.h, and RC_LOCKED.
 */
#ifndef STORE_EDITION_H
#define STORE_EDITION_H

#include "store/store.h"

/* RC_LOCKED with the sentence that says how to unlock. */
MUST_CHECK enum rc store_check_lock(struct store *store, int64_t report, struct err *err);
/* Keeps a text under a number, beside the values that a report is loaded with. */
MUST_CHECK enum rc store_keep_edition(struct store *store, int64_t report, size_t number,
                                      struct span text, struct err *err);
/* The same under a name that begins with "@kept.". */
MUST_CHECK enum rc store_keep(struct store *store, int64_t report, struct span name,
                              struct span text, struct err *err);
/* What is kept under a name; *found: whether there is something. */
MUST_CHECK enum rc store_find_kept(struct store *store, int64_t report, struct span name,
                                   struct str *text, bool *found, struct err *err);
/* Puts every kept text into the report, as the values that they are. */
MUST_CHECK enum rc store_load_kept(struct store *store, struct report *report, struct err *err);
/* One of them; RC_NOT_FOUND: nothing is kept under that number. */
MUST_CHECK enum rc store_edition(struct store *store, int64_t report, size_t number,
                                 struct str *text, struct err *err);

#endif
