/*
 * check.h - the whole check of the open report in slices, for who wants to stay in control of it: a
 * family of rules at a time. session_check does all at once.
 */
#ifndef SESSION_CHECK_H
#define SESSION_CHECK_H

#include "base/base.h"

struct findings;
struct report;

struct session;

/* One family more; true: the findings are of the report as it is now. */
bool session_check_on(struct session *session);
int session_check_percent(const struct session *session); /* of the families */

/* For drawing: as of the last pause, none before the first; session_idle makes them anew. */
const struct findings *session_findings(const struct session *session);
const struct findings *session_check(struct session *session); /* of the report as it is now */
/* Any report, with the word lists of the office and what was passed in it; prior: last year's, or
 * NULL. Without a session (NULL) the lists are read anew each time. */
void session_check_any(struct session *session, const struct report *report,
                       const struct report *prior, struct findings *out);
/* Whether the findings are of the report as it is now: the clerk has paused. */
bool session_is_checked(const struct session *session);

/* --- for the session's own files --- */
/* The word lists of the office; lent. */
const struct own_words *session_words(struct session *session);
void session_drop_check(struct session *session); /* the report is another */

#endif
