/*
 * curses_terminfo.h - which terminal this is, and the bytes that ncurses' database has of it: for
 * keys, for the way back after a crash, for what ncurses does not do itself.
 * Ownership: the database belongs to the process. Spans are borrowed, until the terminal is closed.
 */
#ifndef UI_TERM_CURSES_TERMINFO_H
#define UI_TERM_CURSES_TERMINFO_H

#include "base/err.h"
#include "base/text/span.h"

/* A name for newterm: what $TERM says, or a terminal like it where the database does not know it.
 * RC_USAGE with a sentence: no name, an unknown one, a terminal that cannot place its cursor. The
 * name is the environment's or constant. */
MUST_CHECK enum rc terminfo_choose(const char **name, struct err *err);

/* The bytes of a capability by terminfo's own name ("kcuu1") for the terminal that is open; empty:
 * it has none. Parameters are still to be filled in. */
struct span terminfo_bytes(const char *capability);

#endif
