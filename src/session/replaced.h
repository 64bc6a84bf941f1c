/*
 * replaced.h - the part of the session that knows when somebody's command (restore, put, remove …)
 * has taken away text of the section where this clerk is, which would go from the screen without a
 * word. What it was stands in the history.
 */
#ifndef SESSION_REPLACED_H
#define SESSION_REPLACED_H

#include "model/change.h"

struct session;

struct session_replaced {
    char *clerk; /* who did it; NULL: this clerk, elsewhere */
    enum act act;
};
/* What has happened since the last call; false: nothing. The caller's, session_replaced_release. */
bool session_take_replaced(struct session *session, struct session_replaced *out);
void session_replaced_release(struct session_replaced *replaced);

/* --- for the session's own files --- */
/* After others' changes were taken in: `before` is the last row of the history that was known. */
void session_note_replaced(struct session *session, int64_t before);

#endif
