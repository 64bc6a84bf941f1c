/*
 * clerks.h - the part of the session that knows the other clerks: who works where now, and
 * what their changes do to the place where this one is. Belongs to session.h.
 */
#ifndef SESSION_CLERKS_H
#define SESSION_CLERKS_H

#include "session/session.h"

/* This clerk is in that section of the open report, and is to be seen there; -1: in none. */
void session_be_at(struct session *session, int64_t section);
/* The database lies on another computer's disk: nobody else can open it meanwhile. */
bool session_is_remote(const struct session *session);
/* The disk was full when the library was opened: nobody else can use it until there is room. */
bool session_is_alone(const struct session *session);
/* How many others are in that section of the open report; -1: anywhere in it. As of the last
 * session_idle. */
size_t session_count_clerks(const struct session *session, int64_t section);
/* Their names, short enough for a line: li, or li等3人; another window of this user is called that.
 */
void session_add_clerks(const struct session *session, int64_t section, struct str *out);

/* Whether somebody has saved another text of the section since this clerk began to type there: it
 * will be asked which one to keep (session_conflict). */
bool session_is_in_conflict(const struct session *session, int64_t section);
/* Who that was, for the row above the text: another window of this user, or somebody else. */
void session_add_conflict(const struct session *session, int64_t section, struct str *out);

/* Where something at an offset of the section that this clerk is in has gone, when others' changes
 * last came in (session_generation): text before it may have grown or shrunk. */
size_t session_shifted(const struct session *session, size_t offset);

/* --- for the session's own files --- */
/* Before others' changes take the place of the open report. */
void session_note_shift(struct session *session, const struct report *fresh);
/* Who is there now; true if that is not what was known. */
bool session_look_for_clerks(struct session *session);

#endif
