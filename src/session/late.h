/*
 * late.h - text that came after the report had been made final by somebody else: typed in memory
 * while the store refused. It stays out of the report, whole in the history, and its writer is
 * told.
 */
#ifndef SESSION_LATE_H
#define SESSION_LATE_H

#include "session/session.h"

/* How many sections have such text that was not told of yet; then it is told. */
size_t session_take_late(struct session *session);

#endif
