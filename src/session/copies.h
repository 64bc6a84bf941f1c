/*
 * copies.h - the part of the session that keeps the whole database safe: its daily copies
 * (store/copies.h). Belongs to session.h.
 */
#ifndef SESSION_COPIES_H
#define SESSION_COPIES_H

#include "model/library_copy.h"
#include "session/session.h"

void session_list_copies(struct session *session, struct library_copies *out);
MUST_CHECK enum rc session_copy_today(struct session *session, struct err *err);
/* Leaves the open report first. */
MUST_CHECK enum rc session_restore_copy(struct session *session, const char *path, struct err *err);

#endif
