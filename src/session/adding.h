/*
 * adding.h - a new report comes into the library: it is checked for the library's row, family by
 * family so that keys can be heard between, and then stored as a whole, or not at all.
 * Ownership: the report is the caller's and stays so.
 */
#ifndef SESSION_ADDING_H
#define SESSION_ADDING_H

#include "model/change.h"

struct report;
struct session;
struct session_adding;

/* Ends with session_add_finish() or session_add_stop(). */
struct session_adding *session_add_begin(struct session *session, struct report *report,
                                         enum act act);
bool session_add_on(struct session_adding *adding); /* false: there is nothing left to check */
int session_add_percent(const struct session_adding *adding);
/* Checks what is left and stores it. */
MUST_CHECK enum rc session_add_finish(struct session_adding *adding, int64_t *id, struct err *err);
void session_add_stop(struct session_adding *adding);

#endif
