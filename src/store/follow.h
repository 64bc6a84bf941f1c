/*
 * follow.h - a draft whose clerk has meanwhile changed the saved text elsewhere by a command (undo,
 * put, replace, restore): that is no conflict. What the window typed without knowing of it follows,
 * to the place where its words are by now (model/body_merge.h). What another window has typed is a
 * conflict, whoever sits there.
 */
#ifndef STORE_FOLLOW_H
#define STORE_FOLLOW_H

#include "base/err.h"

struct base;
struct draft;
struct store;

/* Whether the draft can follow all that it has not seen, and does: draft->follows, and it stands on
 * what is saved now. */
MUST_CHECK enum rc draft_follow(struct store *store, struct draft *draft, struct err *err);
/* The text of a draft over what is saved at the revision that it stands on, whatever it has not
 * seen of that; `base` holds nothing before. RC_CONFLICT, RC_DAMAGED: they do not fit one another.
 */
MUST_CHECK enum rc draft_load_following(struct store *store, const struct draft *draft,
                                        struct base *base, struct err *err);

#endif
