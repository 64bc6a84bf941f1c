/*
 * curses_screen.h - the terminal's screen, which ncurses owns: its life cycle and the canvas
 * brought to it. ncurses never reads (ui/term/input.h does) and handles no signal
 * (ui/term/signals.h does, and has to be open before). Invariants: between two calls the cursor is
 * where the last canvas had it; nothing is sent when nothing changes; what is laid out and what
 * ncurses counts are the same columns. One screen per process; ui/term/curses_cells.h and
 * ui/term/curses_mover.h are parts of it.
 */
#ifndef UI_TERM_CURSES_SCREEN_H
#define UI_TERM_CURSES_SCREEN_H

#include "base/err.h"
#include "ui/term/canvas.h"
#include "ui/term/input.h"
#include "ui/term/own_theme.h"

#include <stdio.h>

struct curses_screen; /* heap: curses_screen_open, curses_screen_close */

/* Takes the terminal that $TERM names, clears it and sets its modes. The charset is that of the
 * locale. RC_USAGE with a sentence: a terminal that the screen cannot be shown on. */
MUST_CHECK enum rc curses_screen_open(struct curses_screen **out, FILE *to, FILE *from,
                                      enum input_charset charset, struct err *err);
void curses_screen_close(struct curses_screen *screen); /* gives it back; NULL is allowed */
void curses_screen_leave(struct curses_screen *screen); /* gives it back for a while */
void curses_screen_enter(struct curses_screen *screen); /* takes it again, and clears it */

/* At first and where the system does not say: as terminals of this kind are, or 24 x 80. */
int curses_screen_rows(const struct curses_screen *screen);
int curses_screen_cols(const struct curses_screen *screen);
/* Sizes from 1 on; above a ceiling the screen is the upper left part of the terminal. */
void curses_screen_resize(struct curses_screen *screen, int rows, int cols);

/* Colours that the terminal has; 0: monochrome. */
int curses_screen_colours(const struct curses_screen *screen);
/* What the environment's ESCDELAY says, in ms; 0: nothing. */
int curses_screen_escape_delay(const struct curses_screen *screen);
/* own: the clerk's colours, for the call; NULL: none. Repaints all. */
void curses_screen_set_theme(struct curses_screen *screen, enum theme theme,
                             const struct own_theme *own);
void curses_screen_forget(struct curses_screen *screen); /* the next show repaints everything */

/* Brings what changed to the terminal, at last the cursor. The canvas should have the screen's
 * size; what is larger is cut. */
void curses_screen_show(struct curses_screen *screen, const struct canvas *canvas);

/* Bytes of the caller's own; they may not move the cursor or write. */
void curses_screen_send(struct curses_screen *screen, struct span bytes);
/* Sends bytes at the start of a row, over at most that many cells; the next show puts these right.
 */
void curses_screen_write_over(struct curses_screen *screen, int row, int cols, struct span bytes);
/* What a crash has to send, apart from the caller's own. Appends. */
void curses_screen_add_restore(const struct curses_screen *screen, struct str *out);

#endif
