/*
 * opened.h - the report that is open: asked for, and found in.
 */
#ifndef SESSION_OPENED_H
#define SESSION_OPENED_H

#include "base/err.h"

struct report;
struct section;
struct session;

const struct report *session_report(const struct session *session); /* NULL: none is open */
/* Rises whenever the report object is replaced (others' changes came in): pointers into the old one
 * are gone. */
uint64_t session_generation(const struct session *session);
/* Rises whenever anything changes but the text of a section that has some: outline, states, values,
 * findings. */
uint64_t session_revision(const struct session *session);
/* Sections with typed text that was not folded when the report was loaded: after a crash. Those
 * that wait for a choice between two texts are none of them: session_conflict. */
size_t session_recovered(const struct session *session);
struct section *session_find(struct session *session, int64_t section);
MUST_CHECK enum rc session_need_section(struct session *session, int64_t id, struct section **out,
                                        struct err *err);
MUST_CHECK enum rc session_need_report(struct session *session, struct err *err);

#endif
