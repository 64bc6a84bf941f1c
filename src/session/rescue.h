/*
 * rescue.h - the part of the session that goes on when its database is taken away under it:
 * deleted, moved, replaced, cut off or written over by another program. It looks before it writes
 * and when the system tells that somebody touched the files; then everything that can still be
 * read, and in any case the open report as it stands in memory, goes into a new database beside the
 * old one, and the session goes on there. Belongs to session.h.
 */
#ifndef SESSION_RESCUE_H
#define SESSION_RESCUE_H

#include "session/session.h"
#include "store/copies.h"

struct session_loss { /* borrowed from the session */
    const char *why;  /* what was done to the old database, a sentence without its end */
    const char *old_path, *new_path;
    bool is_whole; /* all reports came along, with their history; else the open one and last year's
                    */
};
/* What has happened and was not yet told; false: nothing. */
bool session_loss(const struct session *session, struct session_loss *loss);
/* The same, told or not. */
bool session_last_loss(const struct session *session, struct session_loss *loss);
void session_loss_is_told(struct session *session);
/* The daily copies of the database that was taken away, newest first, into an empty list. */
void session_list_lost_copies(const struct session *session, struct store_copies *out);
/* Fills the new database from such a copy; the open report stays as it is, as a change of the
 * copy's where that has it. RC_DAMAGED: the copy is not whole, nothing was changed. */
MUST_CHECK enum rc session_take_copy(struct session *session, const char *path, struct err *err);

/* The newest database that was made so beside the session's, where that has no report in it (it was
 * missing and is made anew); heap, NULL: none. count: how many there are, of several clerks. */
char *session_find_rescued(struct session *session, size_t *count);
/* All that is in such a database comes into the session's own. Where others still work in it (their
 * programs have not ended since), the session goes on there with them instead: joined. */
MUST_CHECK enum rc session_take_rescued(struct session *session, const char *path, bool *joined,
                                        struct err *err);

#endif
