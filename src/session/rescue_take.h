/*
 * rescue_take.h - taking up what was rescued: a daily copy into the new database, and the new
 * database into the old place, at a later start too.
 */
#ifndef SESSION_RESCUE_TAKE_H
#define SESSION_RESCUE_TAKE_H

#include "base/err.h"

struct session;

/* Fills the new database from such a copy; the open report stays as it is, as a change of the
 * copy's where that has it. RC_DAMAGED: the copy is not whole, nothing was changed. */
MUST_CHECK enum rc session_take_copy(struct session *session, const char *path, struct err *err);
/* The newest database that was made so beside the session's, where that has no report in it (it was
 * missing and is made anew); heap, NULL: none. count: how many there are, of several clerks. */
char *session_find_rescued(struct session *session, size_t *count);
/* The same where the library has reports: the file was moved away and has come back, and what was
 * written meanwhile stands beside it. Only those that this clerk was not yet told of. */
char *session_find_rescued_beside(struct session *session, size_t *count);
void session_rescued_is_told(struct session *session, const char *path);
/* All that is in such a database comes into the session's own. Where others still work in it (their
 * programs have not ended since), the session goes on there with them instead: joined. */
MUST_CHECK enum rc session_take_rescued(struct session *session, const char *path, bool *joined,
                                        struct err *err);

#endif
