/*
 * renumber.h - headings numbered by their places again. Belongs to session.h's users.
 */
#ifndef SESSION_RENUMBER_H
#define SESSION_RENUMBER_H

#include "session/session.h"

/* Drops the labels that were kept as a file had them, so that each is made from its place: of a
 * section and those below it (-1: of the whole report). *count: how many; only_counts: no more. */
MUST_CHECK enum rc session_renumber(struct session *session, int64_t within, bool only_counts,
                                    size_t *count, struct err *err);

#endif
