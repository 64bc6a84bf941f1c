/*
 * undo.h - undo and redo of the user's own steps, from what the database remembers.
 */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "base/err.h"

struct change_set;
struct store;

/* Undo and redo of this user's own acts, still there after a restart. Gives the set that undoes the
 * newest act not undone (redoes the oldest undone one after which nothing new was done), with
 * *target its number, and set->act what that act was; RC_NOT_FOUND: nothing to undo. store_apply
 * with that set is followed by store_mark_undone in the session's one transaction (store_begin). */
MUST_CHECK enum rc store_find_undo(struct store *store, int64_t report, struct change_set *set,
                                   int64_t *target, struct err *err);
MUST_CHECK enum rc store_find_redo(struct store *store, int64_t report, struct change_set *set,
                                   int64_t *target, struct err *err);
MUST_CHECK enum rc store_mark_undone(struct store *store, int64_t report, int64_t target,
                                     bool undone, struct err *err);

#endif
