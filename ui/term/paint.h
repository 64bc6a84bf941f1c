/*
 * paint.h - the bytes that make a terminal show a canvas, from what it shows already: few, and
 * right on that terminal. Pure but for the locale, which wcrtomb() encodes by outside UTF-8.
 * Invariants: what the terminal shows is known cell by cell, or known to be unknown; no half of a
 * wide character is ever written, erased or pushed over an edge; nothing is appended when nothing
 * changes; between two calls the terminal is in no mode (no insert mode, no line drawing).
 * Where the terminal has insert and delete character, text that only moved within its row is
 * moved there and not sent again.
 */
#ifndef UI_TERM_PAINT_H
#define UI_TERM_PAINT_H

#include "ui/term/canvas.h"
#include "ui/term/input.h"
#include "ui/term/terminfo.h"

struct paint; /* heap: paint_new, paint_free */

/* Everything is unknown at first. info is borrowed for the paint's life. */
struct paint *paint_new(const struct terminfo *info, enum input_charset charset, int rows,
                        int cols);
void paint_free(struct paint *paint);                        /* NULL is allowed */
void paint_resize(struct paint *paint, int rows, int cols);  /* everything is unknown then */
void paint_set_theme(struct paint *paint, enum theme theme); /* the same */
void paint_forget(struct paint *paint);                      /* the same */
/* The first cells of a row, and where the cursor is, are unknown: something else wrote there. */
void paint_forget_start(struct paint *paint, int row, int cols);

/* Appends to `out`. What of the canvas is outside the terminal is cut. */
void paint_canvas(struct paint *paint, const struct canvas *canvas, struct str *out);

#endif
