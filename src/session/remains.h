/*
 * remains.h - a damaged database on the screen: what can still be read of it
 * (store/recover.h) is opened read-only, so that it can be looked at and exported. The damaged file
 * is only read; what was saved of it lies in a file of its own until the session is closed. Belongs
 * to session.h.
 */
#ifndef SESSION_REMAINS_H
#define SESSION_REMAINS_H

#include "session/session.h"

struct remains;
struct store;

/* What the clerk has to know, once: that, and how the database is put right. NULL: nothing. */
const char *session_remains(const struct session *session);
void session_remains_are_told(struct session *session);
/* Nothing can be changed: it is only what remains of a damaged database, or the database cannot be
 * written. */
bool session_is_read_only(const struct session *session);
/* Why, in one sentence for whoever tries. Borrowed, of the program. */
const char *session_why_read_only(const struct session *session);
/* As session_load; where the database turns out to be damaged, from what remains of it, and from
 * then on there is nothing else. */
MUST_CHECK enum rc session_load_or_remains(struct session *session, int64_t report,
                                           struct err *err);

/* --- for the session's own files --- */
void session_remains_release(struct session *session);
/* What remains of the database at a path, open to be read; `*out` is the session's to keep. */
MUST_CHECK enum rc session_open_remains(const char *damaged, const char *user, struct store **store,
                                        struct remains **out, struct err *err);

#endif
