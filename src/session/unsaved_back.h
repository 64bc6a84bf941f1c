/*
 * unsaved_back.h - text that the store refused: how much of it there is now, and the way back into
 * the report from a file that it was written into (session/unsaved.h).
 */
#ifndef SESSION_UNSAVED_BACK_H
#define SESSION_UNSAVED_BACK_H

#include "base/err.h"

#include <stddef.h>

struct session;

struct session_unsaved {
    size_t changes;    /* splices */
    size_t characters; /* code points that were typed with them */
    size_t sections;
};
/* What the store has not taken. False: nothing; it is asked to take it first. */
bool session_has_unsaved(struct session *session, struct session_unsaved *out);
/* Puts its texts into their sections, as changes that can be undone, and removes the file. A
 * section that is not what the text was typed on any more is left as it is; the text becomes a
 * draft that meets it: session_conflict (*beside: how many). RC_INPUT: it is none of ours;
 * RC_NOT_FOUND: a report or section is not there any more; RC_CONFLICT: there is another draft.
 * Where one fails the others are put all the same and the file stays. The open report is open again
 * afterwards, as a new object or as session_generation tells. */
MUST_CHECK enum rc session_take_unsaved(struct session *session, const char *path, size_t *beside,
                                        struct err *err);

#endif
