/*
 * folds.h - folding drafts into the base, and what is done where that cannot be.
 */
#ifndef STORE_FOLDS_H
#define STORE_FOLDS_H

#include "base/err.h"

struct base;
struct body;
struct draft;
struct store;
struct store_seen;

/* Folds a window's splices of a section into one history row; the section's revision rises by one.
 * *revision: what this window has in memory, and what that is afterwards. Not *folded: none were
 * there, somebody else has done it; or they have followed what the clerk did elsewhere, and the
 * text is another than the window has. RC_CONFLICT: the base has moved, nothing is folded. */
MUST_CHECK enum rc store_fold(struct store *store, int64_t report, int64_t section, int64_t window,
                              int64_t *revision, bool *folded, struct err *err);
/* Folds what of this window follows what its clerk has done elsewhere (follow.h), before the report
 * is loaded anew: the window could not go on typing on top of it. */
MUST_CHECK enum rc store_follow(struct store *store, int64_t report, bool *followed,
                                struct err *err);
/* Those of all windows of this user, in a section (-1: in all); RC_CONFLICT, RC_DAMAGED: some could
 * not be. */
MUST_CHECK enum rc store_fold_windows(struct store *store, int64_t report, int64_t section,
                                      bool *folded, struct err *err);
/* What all windows of all users have typed. RC_CONFLICT where somebody's text stands on another
 * than the saved one: nothing is folded then, and the sentence names section and clerk. */
MUST_CHECK enum rc store_fold_all(struct store *store, int64_t report, struct err *err);
/* Those of windows that are gone, anybody's; *found: how many were of this user, without those that
 * wait for a choice between two texts: they may have for long. */
MUST_CHECK enum rc store_settle(struct store *store, int64_t report, size_t *found,
                                struct err *err);
/* RC_CONFLICT where another user has typed into the section what is not folded; to_remove: also
 * where anybody's text there waits for a choice, which is to be made in the section. */
MUST_CHECK enum rc store_check_free(struct store *store, int64_t report, int64_t section,
                                    bool to_remove, struct err *err);
/* What this window types from now on stands on a text that was seen: that is folded; where it
 * cannot be, because the base has moved, it becomes a draft of this window. *revision as of
 * store_fold. */
MUST_CHECK enum rc store_take_over(struct store *store, int64_t report, int64_t section,
                                   const struct store_seen *seen, int64_t *revision,
                                   struct err *err);
/* A text that was made of an earlier saved one, as a draft of this window that stands there: where
 * others have saved since it meets theirs as any draft does, and both can be seen. RC_CONFLICT, and
 * nothing kept: this window has typed into the section itself. */
MUST_CHECK enum rc store_keep_beside(struct store *store, int64_t report, int64_t section,
                                     int64_t revision, const struct body *text, struct err *err);
/* After a conflict of a window: keep mine (folds onto the other's text, which stays in the history)
 * or theirs (mine goes to the history as a row of its own and leaves the draft). */
MUST_CHECK enum rc store_resolve(struct store *store, int64_t report, int64_t section,
                                 int64_t window, bool mine, struct err *err);
/* The base text of a section as stored now, and its revision, for the conflict's other side. */
MUST_CHECK enum rc store_load_base(struct store *store, int64_t report, int64_t section,
                                   struct body *out, int64_t *revision, char **user,
                                   struct err *err);

/* Folds the draft into one row of the history: `base` is what is saved, afterwards the text of the
 * draft. RC_CONFLICT: it has moved. */
MUST_CHECK enum rc draft_fold(struct store *store, const struct draft *draft, struct base *base,
                              struct err *err);

#endif
