/*
 * child.h - another program, run once in a folder of its own: with nothing to read, its output
 * thrown away or in a file, limits of time and size, and an environment of five values. It never
 * outlives its owner's call of child_free. Who starts one has been told to by the clerk
 * (docs/decisions/0042-converters.md); one file does (tests/rules/banned.sh).
 */
#ifndef BASE_OS_CHILD_H
#define BASE_OS_CHILD_H

#include "base/err.h"

struct child; /* heap: child_start, child_free */

enum child_state { CHILD_RUNS, CHILD_DONE, CHILD_FAILED };

enum {
    CHILD_SECONDS = 120,                   /* of processor and of waiting */
    CHILD_FILE_BLOCKS = (256 << 20) / 512, /* of a file that it writes, as ulimit -f counts */
    CHILD_MEMORY_KB = 4 << 20              /* of address space */
};

/* Whether a program of that name can be started (is on the PATH). */
bool child_can_start(const char *program);
/* Starts arguments[0] (looked for on the PATH) in `folder`, which is its home and its place for
 * temporary files; arguments end with NULL. What it prints goes into `output`, a file in that
 * folder (NULL: nowhere). RC_OUTPUT with a sentence where it cannot be started. */
MUST_CHECK enum rc child_start(struct child **out, const char *const *arguments, const char *folder,
                               const char *output, struct err *err);
/* Waits for its end, at most `ms`. A child that has run for CHILD_SECONDS is ended: CHILD_FAILED.
 */
enum child_state child_wait(struct child *child, int ms);
/* Ends it and all that it has started, where it still runs. NULL is allowed. */
void child_free(struct child *child);

#endif
