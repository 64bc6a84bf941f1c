/*
 * library_take.h - takes the figures that the library gives into the open report, and says so.
 */
#ifndef SESSION_LIBRARY_TAKE_H
#define SESSION_LIBRARY_TAKE_H

#include "base/err.h"
#include "base/text/span.h"

struct session;
struct str;

/* Sets the figures of the open report to it, in one step, and says what has changed from what to
 * what, and what was counted. reason: where a figure is 已核 (session/change.h); only_look: nothing
 * is changed. RC_REFUSED: the template has no such figure. */
MUST_CHECK enum rc session_take_library(struct session *session, struct span reason, bool only_look,
                                        struct str *said, struct err *err);

#endif
