/*
 * checked.h - what the check has found, written as comments into a Word file: of the open report,
 * or of a file that is not stored.
 */
#ifndef SESSION_CHECKED_H
#define SESSION_CHECKED_H

#include "base/err.h"
#include "base/text/span.h"

struct findings;
struct report;
struct session;

/* The open report as it would be exported, with its findings. */
MUST_CHECK enum rc session_write_checked(struct session *session, const struct findings *findings,
                                         const char *path, struct err *err);
/* A copy of a Word file, which was read in as that report. RC_INPUT: it is no Word file;
 * RC_REFUSED: the copy would take its place, or that of a library (`database`: the library's own
 * path). */
struct session_checked {
    const char *database, *name; /* `name`: of the file that was checked */
    struct span bytes;           /* what stands in it */
    const struct report *report;
    const struct findings *findings;
};
MUST_CHECK enum rc session_write_checked_copy(const struct session_checked *checked,
                                              const char *path, struct err *err);

#endif
