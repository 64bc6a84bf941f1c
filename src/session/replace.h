/*
 * replace.h - replacing text in many places of the open report: one change set, one undo
 * step, in which the places of one line are one change. Belongs to session.h's users; places come
 * from edit/find.h.
 */
#ifndef SESSION_REPLACE_H
#define SESSION_REPLACE_H

#include "edit/find.h"
#include "session/session.h"

struct session_replace {
    int64_t section; /* or FIND_EVERYWHERE */
    struct span what, by;
    const bool *chosen; /* one for each place that find_all gives; NULL: all */
    size_t count;       /* of those places: RC_CONFLICT where there are others by now */
};
/* Replaces the chosen places; *replaced: how many. A literal "${" of the new text is escaped.
 * RC_REFUSED, and nothing changed, where the new text would join its neighbours to a figure's token
 * or take one apart, or leave a heading empty. */
MUST_CHECK enum rc session_replace(struct session *session, const struct session_replace *how,
                                   size_t *replaced, struct err *err);

#endif
