/*
 * idle.h - what is done when no key waits: others' changes, folding, checking.
 */
#ifndef SESSION_IDLE_H
#define SESSION_IDLE_H

#include "base/base.h"

struct session;

/* When idle: folds after 30 s of quiet, takes in other users' changes. True if something to show
 * has changed. *next_in: milliseconds until the next call makes sense, -1: none. */
bool session_idle(struct session *session, int64_t *next_in);

#endif
