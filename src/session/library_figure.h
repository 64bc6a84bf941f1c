/*
 * library_figure.h - figures that are filled from the library: the projects of a unit and year that
 * were evaluated, and the money that they cover, counted from their own reports. They are taken
 * when somebody asks for it; what has changed since is a finding (check/library.h).
 */
#ifndef SESSION_LIBRARY_FIGURE_H
#define SESSION_LIBRARY_FIGURE_H

#include "base/err.h"
#include "base/text/span.h"

struct library_values;
struct report;
struct session;
struct str;

/* What the library gives now, a value for each such figure of any report; none where it cannot be
 * read. `out` is written anew. */
void session_library_values(struct session *session, const struct report *report,
                            struct library_values *out);
/* Sets the figures of the open report to it, in one step, and says what has changed from what to
 * what, and what was counted. reason: where a figure is 已核 (session/change.h); only_look: nothing
 * is changed. RC_REFUSED: the template has no such figure. */
MUST_CHECK enum rc session_take_library(struct session *session, struct span reason, bool only_look,
                                        struct str *said, struct err *err);

#endif
