/*
 * mark_written.h - marks all that is written done in one step: a report that came in finished need
 * not be gone through section by section. What is still 未核 is not passed by it: a section that
 * holds such sentences stays as it is. Belongs to session.h's users.
 */
#ifndef SESSION_MARK_WRITTEN_H
#define SESSION_MARK_WRITTEN_H

#include "session/session.h"

struct session_written { /* sections that concern the report, have text and are not done */
    size_t ready;        /* they would be marked … */
    size_t wrong;        /* … and of these, those in which the check finds errors */
    size_t unreviewed;   /* they hold what is 未核, and stay */
};
void session_count_written(struct session *session, struct session_written *out);
/* Marks those that are ready; nothing happens where none is. */
MUST_CHECK enum rc session_mark_written(struct session *session, struct err *err);

#endif
