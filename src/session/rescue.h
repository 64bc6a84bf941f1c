/*
 * rescue.h - the part of the session that goes on when its database is taken away under it:
 * deleted, moved, replaced, cut off or written over by another program. It looks before it writes
 * and when the system tells that somebody touched the files; then everything that can still be
 * read, and in any case the open report as it stands in memory, goes into a new database beside the
 * old one, and the session goes on there. Belongs to session.h.
 */
#ifndef SESSION_RESCUE_H
#define SESSION_RESCUE_H

#include "model/library_copy.h"
#include "session/session.h"

struct store;

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
void session_list_lost_copies(const struct session *session, struct library_copies *out);

/* --- for the session's own files --- */
/* RC_GONE: the database is not there any more, and that is this session's to deal with. */
MUST_CHECK enum rc session_check_files(struct session *session, bool closely, struct err *err);
/* After RC_GONE or RC_DAMAGED: what is open goes into a new database; `session->report` stays the
 * same object. False: another result, or no new one could be made. */
bool session_went_elsewhere(struct session *session, enum rc rc, const struct err *why);
/* Both, before anything is written. False: there is no database, the text is only in memory. */
bool session_guard(struct session *session, bool closely);
/* The same after somebody has written to the database's file itself. */
bool session_guard_content(struct session *session);
void session_rescue_release(struct session *session);
/* How a database is named that text was rescued into: session_name_free. */
#define RESCUED_WORD   "rescued"
#define RESCUED_ENDING ".db"
/* A report of another database as a new one of this; it keeps its number where that fails. */
enum rc session_add_as_new(struct store *store, struct report *report, struct err *err);

#endif
