/*
 * loop.h - the loop on the terminal: bytes to events, one paint when no input waits, then the
 * disk.
 */
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include "base/err.h"

struct session;

/* The loop on the terminal: opens it, runs the shell, restores it. report 0: the library (or where
 * the clerk left). */
MUST_CHECK enum rc shell_run(struct session *session, int64_t report, struct err *err);

#endif
