/*
 * copies.h - a copy of the database for each day that it was worked on, in a folder beside it
 * (jixiao.db.copies/2026-11-25.db, 0600 in 0700), and the way back to one. The copies of the last
 * seven days stay, and of the four weeks before the newest of each. A copy is a whole database.
 */
#ifndef STORE_COPIES_H
#define STORE_COPIES_H

#include "model/library_copy.h"
#include "store/store.h"

/* Fills an empty list with those of the database at a path, which need not be there any more. */
void store_list_copies(const char *database, struct library_copies *out);

/* Makes today's copy, anew where that is older than an hour, while others work; drops those that
 * are too old. */
MUST_CHECK enum rc store_copy_today(struct store *store, struct err *err);

/* Makes the database what the copy is, in one transaction that others see as a change; what was
 * there is kept beside the copies first. RC_DAMAGED: the copy is not whole, nothing was changed. No
 * report may be open. */
MUST_CHECK enum rc store_restore_copy(struct store *store, const char *path, struct err *err);

#endif
