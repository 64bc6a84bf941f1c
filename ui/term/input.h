/*
 * input.h - bytes from the terminal to events. A pure state machine: bytes come in with the time
 * they were read at, events go out; nothing is read, nothing waits. Times are milliseconds of
 * clock_monotonic().
 * Invariants: bytes may be split anywhere, also by long pauses; no typed character is lost and
 * none is made up. A byte that belongs to no character is an EVENT_BAD of its own. After ESC [ and
 * ESC O nothing turns into text but a character that cannot belong to a sequence; unknown
 * sequences are dropped. OSC, DCS, APC, PM and SOS strings are swallowed.
 * Esc: alone it is K_ESC. Esc then a digit is that F-key (0: F10): where Esc closes nothing it
 * waits 1.5 s for it, where it closes something only as long as a sequence may take (50 ms, over
 * ssh 150 ms). Esc then an arrow is both; only what a terminal sends in one piece is Alt-arrow. A
 * paste is one event, bracketed or not: a burst of some length with a line end inside is one too.
 */
#ifndef UI_TERM_INPUT_H
#define UI_TERM_INPUT_H

#include "ui/term/event.h"

enum input_charset { INPUT_UTF8, INPUT_GBK, INPUT_GB18030 };

enum {
    INPUT_ESCAPE_MS = 50,      /* a lone ESC is the Esc key after that */
    INPUT_ESCAPE_SSH_MS = 150, /* the same over ssh */
    INPUT_PREFIX_MS = 1500,    /* Esc as the first half of Esc-digit */
    INPUT_PASTE_MS = 3000,     /* a paste that stops without its end is handed out */
};

struct input; /* heap: input_new, input_free */

struct input *input_new(enum input_charset charset);
void input_free(struct input *in); /* NULL is allowed */

/* How long a sequence may take after its ESC: INPUT_ESCAPE_MS (the default) or more. */
void input_set_delay(struct input *in, int ms);
/* Whether Esc would close something here (a dialog, a menu, a screen); false at the start. */
void input_set_escape_closes(struct input *in, bool closes);
/* Whether reports of the mouse become events; false at the start: they are dropped. */
void input_set_mouse(struct input *in, bool takes);
/* A sequence from terminfo. It goes before those that are built in, but never before CSI A to D, H
 * and F and SS3 A to D, which are plain arrows, Home and End everywhere; one that does not begin
 * with ESC, or is shorter than three bytes, is left out. */
void input_add_sequence(struct input *in, struct span sequence, int key, unsigned mods);
/* A cursor report (row 2 or below) is taken until that time; after one, call again for the next.
 * Without this, reports are dropped. */
void input_expect_report(struct input *in, int64_t until);

/* The answer to OSC 11, the colour of the background, is taken until that time. */
void input_expect_background(struct input *in, int64_t until);

/* Bytes that were read at once. */
void input_feed(struct input *in, const void *bytes, size_t n, int64_t now);
/* The next event; false (and EVENT_NONE): there is none yet. */
bool input_next(struct input *in, int64_t now, struct event *ev);
/* When input_next would have something without further bytes; -1: never. */
int64_t input_deadline(const struct input *in);
/* Esc is waiting for its digit: the hints show `Esc-`. It becomes true by the passing of time
 * alone, at a deadline of input_deadline(). */
bool input_escape_waits(const struct input *in, int64_t now);

#endif
