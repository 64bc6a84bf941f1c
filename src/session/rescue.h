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
/* jixiao-WORD-20261125-103105.db in a folder, a name that is free, with that ending. Heap. */
char *session_name_free(const char *folder, const char *path, const char *what, const char *ending);
/* "jixiao-WORD-", as those names begin; appends. */
void session_add_stem(struct str *out, const char *path, const char *what);
/* Closes the store and goes on with another one. */
void session_use_store(struct session *session, struct store *store);

#endif
