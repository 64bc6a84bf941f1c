/*
 * timed_run.h - a program on a pseudo-terminal, with the times and numbers of what it writes: for
 * measuring (tests/bench), where tests/support/pty_support.h is for checking. Questions of the
 * program (where is the cursor) are answered as libvterm does. Times are microseconds.
 * A time ends when the last byte arrives before a silence; the silence is not counted.
 */
#ifndef TESTS_SUPPORT_TIMED_RUN_H
#define TESTS_SUPPORT_TIMED_RUN_H

#include "base/text/str.h"

struct timed_run; /* heap: timed_run_start, timed_run_end */

enum { TIMED_RUN_ROWS = 24, TIMED_RUN_COLS = 80 };

/* Starts argv[0] by $PATH with LC_ALL C.UTF-8, TERM xterm-256color and HOME `home`, and waits
 * until its first picture stands. */
struct timed_run *timed_run_start(const char *const *argv, const char *home);
void timed_run_end(struct timed_run *run); /* kills it */

double timed_run_first(const struct timed_run *run); /* from fork to the first picture's end */
/* Writes the bytes and waits for silence; the time until the last answer, -1: there was none. */
double timed_run_send(struct timed_run *run, struct span bytes, int silence_ms);
/* The same, until the program uses no more processor time either. */
double timed_run_send_until_rest(struct timed_run *run, struct span bytes, int silence_ms);
size_t timed_run_written(const struct timed_run *run); /* bytes, since the start */
bool timed_run_is_over(const struct timed_run *run);
double timed_run_cpu(const struct timed_run *run);    /* processor time used so far */
double timed_run_memory(const struct timed_run *run); /* MB, the highest so far */
void timed_run_wait(struct timed_run *run, int ms);   /* reads for that long */
/* Whether pastes are to be wrapped in ESC [200~ and ESC [201~. */
bool timed_run_wants_brackets(const struct timed_run *run);
void timed_run_screen(const struct timed_run *run, struct str *out); /* appends its rows */

#endif
