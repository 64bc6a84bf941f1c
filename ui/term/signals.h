/*
 * signals.h - what the system tells the program while it owns the terminal, and the way back when
 * it crashes. Handlers set flags and wake the loop through a pipe; the loop reacts. A crash (a
 * fault, a failed assertion, no memory) writes the bytes that restore the terminal, puts its modes
 * back and goes on dying.
 * The state belongs to the process: one user at a time (ui/term/term.c).
 */
#ifndef UI_TERM_SIGNALS_H
#define UI_TERM_SIGNALS_H

#include "base/err.h"
#include "base/text/span.h"

enum {
    SIGNALS_RESIZE = 1u << 0, /* SIGWINCH */
    SIGNALS_STOP = 1u << 1,   /* SIGTSTP */
    SIGNALS_RESUME = 1u << 2, /* SIGCONT */
    SIGNALS_END = 1u << 3,    /* SIGTERM, SIGHUP, SIGINT, SIGQUIT */
};

/* Takes over the signals and remembers the terminal's modes as they are now. */
MUST_CHECK enum rc signals_open(struct err *err);
void signals_close(void); /* gives them back; allowed when not open */
int signals_fd(void);     /* readable when a signal has come */
unsigned signals_take(void);
void signals_stop_program(void); /* stops as SIGTSTP would; returns when it goes on */
/* The bytes that a crash writes; copied. */
void signals_set_restore(struct span bytes);
/* Restores the terminal as a crash does; safe in a handler. */
void signals_restore_terminal(void);

#endif
