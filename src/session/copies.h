/*
 * copies.h - the part of the session that keeps the whole database safe: its daily copies
 * (store/copies.h), and where it is. Belongs to session.h.
 */
#ifndef SESSION_COPIES_H
#define SESSION_COPIES_H

#include "session/session.h"
#include "store/copies.h"

/* The database that a session would open, which need not be there or be whole. Heap. */
char *session_db_path(const struct session_options *options);
void session_list_copies(struct session *session, struct store_copies *out);
MUST_CHECK enum rc session_copy_today(struct session *session, struct err *err);
/* Leaves the open report first. */
MUST_CHECK enum rc session_restore_copy(struct session *session, const char *path, struct err *err);

#endif
