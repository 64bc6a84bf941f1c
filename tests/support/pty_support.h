/*
 * pty_support.h - a program on a pseudo-terminal, looked at through libvterm. Tests wait for
 * conditions (a text on the screen, quiet), never for a while; a condition that does not come
 * within the deadline fails the test and prints the screen.
 */
#ifndef TESTS_SUPPORT_PTY_SUPPORT_H
#define TESTS_SUPPORT_PTY_SUPPORT_H

#include "base/text/str.h"

struct pty; /* heap: pty_start, pty_free */

enum { PTY_QUIET_MS = 30, PTY_DEADLINE_MS = 30000 };

/* argv ends with NULL, so does env ("NAME=value", added to the environment; may be NULL). TERM is
 * xterm-256color and LC_ALL C.UTF-8 unless env says otherwise. */
struct pty *pty_start(const char *const *argv, const char *const *env, int rows, int cols);
/* The same, but what is sent after the program has left the terminal makes no signals and no echo.
 */
struct pty *pty_start_mute(const char *const *argv, const char *const *env, int rows, int cols);
/* The test program itself, with a mode and what it may need (NULL: nothing). */
struct pty *pty_start_self(const char *mode, const char *argument, const char *const *env, int rows,
                           int cols);
void pty_free(struct pty *pty); /* kills what still runs; NULL is allowed */
void pty_free_all(void);        /* those that a test which failed has not freed */
/* Whether questions (where is the cursor) are answered as libvterm does; true at the start. */
void pty_set_answers(struct pty *pty, bool answers);

/* What the terminal is set to, before anything is read: an encoding (as iconv names it; NULL:
 * UTF-8), and ambiguous characters of two columns. pty_send_text encodes then. */
void pty_set_charset(struct pty *pty, const char *charset, bool wide);
/* A slow line: so many bytes a second reach the terminal; 0: as fast as it can. */
void pty_set_speed(struct pty *pty, int bytes_per_second);

void pty_send(struct pty *pty, struct span bytes);
void pty_send_text(struct pty *pty, const char *text);
void pty_resize(struct pty *pty, int rows, int cols);
void pty_signal(struct pty *pty, int number);

void pty_wait_text(struct pty *pty, const char *text);    /* until it is on the screen */
void pty_wait_no_text(struct pty *pty, const char *text); /* until it is not */
void pty_wait_output(struct pty *pty, const char *bytes); /* until they were written, ever */
/* Until the picture is whole: nothing written for PTY_QUIET_MS, and the program sleeps. */
void pty_wait_quiet(struct pty *pty);
int pty_wait_exit(struct pty *pty);  /* the exit code, or 128 + the signal */
bool pty_has_ended(struct pty *pty); /* by now; what is written is taken */
/* Sends, waits for the text, and checks the screen. */
void pty_step(struct pty *pty, const char *bytes, const char *text);

/* Waits for quiet and checks what must be true after every step: the cursor is visible, on no right
 * half and on what is chosen where something is, no wide character is cut. A step that typed text
 * checks too that the cursor stands behind it. */
void pty_check(struct pty *pty);
void pty_check_cells(struct pty *pty);    /* the same of a picture in which nothing is chosen */
void pty_check_idle(struct pty *pty);     /* and that nothing is written without a reason */
void pty_check_restored(struct pty *pty); /* modes, screen, paste and cursor are as at the start */

/* The row's text, blanks at its end left out; appended. */
void pty_row(const struct pty *pty, int row, struct str *out);
void pty_screen(const struct pty *pty, struct str *out); /* all rows, each with '\n' */
bool pty_has_text(const struct pty *pty, const char *text);
bool pty_cursor(const struct pty *pty, int *row, int *col); /* false: invisible */
bool pty_is_reverse(const struct pty *pty, int row, int col);
struct span pty_output(const struct pty *pty); /* all that was written so far; borrowed */
int pty_pid(const struct pty *pty);

#endif
