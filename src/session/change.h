/*
 * change.h - every change but typed text: a set is built, applied in memory and stored, or
 * neither.
 */
#ifndef SESSION_CHANGE_H
#define SESSION_CHANGE_H

#include "base/err.h"
#include "base/text/span.h"

struct body;
struct change_set;
struct report;
struct section;
struct session;

/* Any other change: applied and stored, or neither. The set stays the caller's. */
MUST_CHECK enum rc session_apply(struct session *session, const struct change_set *set,
                                 struct err *err);
/* Replaces a body (put): folds the user's own splices first. */
MUST_CHECK enum rc session_put(struct session *session, int64_t section, struct span text,
                               struct err *err);
/* Marked done, what is left of last year's text in it is confirmed (session/review.h). */
MUST_CHECK enum rc session_mark(struct session *session, int64_t section, bool done,
                                struct err *err);
MUST_CHECK enum rc session_add_section(struct session *session, int64_t parent, size_t position,
                                       struct span heading, int64_t *id, struct err *err);
MUST_CHECK enum rc session_remove_section(struct session *session, int64_t section,
                                          struct err *err);
MUST_CHECK enum rc session_move_section(struct session *session, int64_t section, int64_t parent,
                                        size_t position, struct err *err);
MUST_CHECK enum rc session_rename_section(struct session *session, int64_t section,
                                          struct span heading, struct err *err);
struct session_value {
    struct span name, text;
};
MUST_CHECK enum rc session_set_values(struct session *session, const struct session_value *values,
                                      size_t count, struct err *err); /* all or none */
/* Whether the open report has a value of that name, filled or not. */
bool session_knows_value(const struct session *session, struct span name);

/* Applies a set that is no longer needed. */
MUST_CHECK enum rc session_finish(struct session *session, struct change_set *set, struct err *err);
/* Applies a set that goes back a step, and marks that step (target; 0: no going back) as undone or
 * not. Where the store refuses, nothing is changed; the set is turned round and back meanwhile. */
MUST_CHECK enum rc session_apply_step(struct session *session, struct change_set *set,
                                      int64_t target, bool undone, struct err *err);
/* The field that changes with a body: it is touched. */
void session_add_touched(struct change_set *set, const struct report *report,
                         const struct section *section);
/* What all windows of this user have typed in a section (-1: in all); it is in memory then.
 * RC_CONFLICT, RC_DAMAGED: some of it stays as it is. */
MUST_CHECK enum rc session_fold_windows(struct session *session, int64_t section, struct err *err);
/* As session_set_values; RC_NEEDS_REASON where a figure that is 已核 gets another value and no
 * reason is given. The reason stands in the history, and another has to check the figure again. */
MUST_CHECK enum rc session_set_because(struct session *session, const struct session_value *values,
                                       size_t count, struct span reason, struct err *err);
/* Puts one of them into a set that changes more. */
MUST_CHECK enum rc session_add_value(struct session *session, struct change_set *set,
                                     const struct session_value *value, struct span reason,
                                     struct err *err);

/* Confirms sentences of a section, by their numbers from 1 (count 0: all that are left): how many
 * were not confirmed before. RC_NOT_FOUND, and nothing confirmed, where it has no such sentence. */
MUST_CHECK enum rc session_confirm(struct session *session, int64_t section, const size_t *numbers,
                                   size_t count, size_t *confirmed, struct err *err);

#endif
