/*
 * term.h - the terminal: shows a canvas, hands over the bytes that were typed, and is left as it
 * was found, whatever ends the program. The screen is ncurses' (ui/term/curses_screen.h), what was
 * typed is worked out by ui/term/input.h; reading, and the modes that ncurses does not know, are
 * here. One terminal per process; setlocale() has been called before. Nothing is sent while nothing
 * changes.
 */
#ifndef UI_TERM_TERM_H
#define UI_TERM_TERM_H

#include "base/err.h"
#include "base/text/str.h"
#include "ui/term/canvas.h"
#include "ui/term/display.h"
#include "ui/term/input.h"
#include "ui/term/own_theme.h"
#include "ui/term/signals.h"

struct term; /* heap: term_open, term_close */

enum { TERM_PROBE_MS = 300 }; /* how long an answer of the terminal is waited for */

/* RC_USAGE with a sentence: no terminal, or one that cannot place its cursor. */
MUST_CHECK enum rc term_open(struct term **out, struct err *err);
void term_close(struct term *term); /* NULL is allowed */

int term_rows(const struct term *term);
int term_cols(const struct term *term);
enum input_charset term_charset(const struct term *term);     /* of the locale */
enum width_ambiguous term_ambiguous(const struct term *term); /* what to lay out by */
/* Gives the decoder the terminal's sequences and the waiting time of its ESC. */
void term_prepare_input(const struct term *term, struct input *in);

/* Brings the canvas's changes to the terminal, at last the cursor. The canvas should have the
 * terminal's size and width rule; what is larger is cut. */
void term_show(struct term *term, const struct canvas *cv);
void term_redraw(struct term *term); /* the next term_show repaints everything */

/* Waits for bytes or a signal, at most timeout_ms (-1: for ever), and appends everything that can
 * be read. Returns SIGNALS_* flags; after SIGNALS_RESIZE term_rows and term_cols are the new ones,
 * SIGNALS_END stands for a lost terminal too. */
unsigned term_read(struct term *term, int timeout_ms, struct str *bytes);
/* term_read also returns when that descriptor is readable, which is for the caller to end; -1:
 * none. */
void term_wake_on(struct term *term, int fd);
/* Gives the terminal back, stops the program as Ctrl-Z does, and takes it again. */
void term_suspend(struct term *term);

/* Asks how wide “ is and which encoding the terminal has. To be called after a term_show; the
 * answers are events of the decoder. */
void term_probe(struct term *term, struct input *in, int64_t now);
/* Takes such an event; true when term_ambiguous is another one now: lay out and show everything
 * again. */
bool term_take_report(struct term *term, struct input *in, const struct event *ev);
/* The terminal was found to have another encoding than the locale. */
bool term_charset_differs(const struct term *term);

/* The clerk's choices. */
/* AUTO: as the last probe found, and by those to come. True as term_take_report. */
bool term_set_width(struct term *term, enum display_width width);
/* The theme; repaints. A terminal without colours, and NO_COLOR, stay monochrome but for contrast.
 */
void term_set_colours(struct term *term, enum display_colours colours);
/* Colours of the clerk's own, for the themes that have colours; copied. Repaints. */
void term_set_own_theme(struct term *term, const struct own_theme *own);
void term_set_mouse(struct term *term, bool on); /* its events come as SGR reports */

#endif
