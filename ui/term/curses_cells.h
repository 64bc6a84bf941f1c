/*
 * curses_cells.h - cells of the canvas in an ncurses window: what a cell looks like to ncurses, and
 * the columns that changed put there. Only the files ui/term/curses_*.c use this.
 * Invariants: a character goes into a window with the width that its cell has (the wcwidth() of
 * base/text/width.h, which ncurses asks); nothing goes there that the terminal's encoding lacks,
 * nor an alternate character set: PuTTY in UTF-8 shows its letters.
 */
#ifndef UI_TERM_CURSES_CELLS_H
#define UI_TERM_CURSES_CELLS_H

#define NCURSES_NOMACROS
#include <curses.h>

#include "ui/term/canvas.h"
#include "ui/term/input.h"

enum { CELL_UNKNOWN = 3 }; /* in a cell's width: nobody knows what the terminal shows there */

struct curses_cells {
    enum input_charset charset;
    enum width_ambiguous ambiguous;
    struct {
        attr_t attributes;
        short pair; /* of colours; 0: the terminal's own */
        short twin; /* a pair of the same colours */
    } looks[FACE_COUNT];
    cchar_t *line; /* room for a row; the owner's */
    int cols;
};

/* Whether both look the same. A right half looks as its left half says. */
bool curses_cells_same(const struct curses_cells *cells, const struct cell *a,
                       const struct cell *b);
/* The columns from..end - 1 that differ, whole characters in both rows; false: none does. */
bool curses_cells_changed(const struct curses_cells *cells, const struct cell *have,
                          const struct cell *want, int *from, int *end);
/* What is shown of a cell that is no right half; text has room for CCHARW_MAX + 1. Returns its
 * columns, which may be less than the cell's: blanks follow then. */
int curses_cells_text(const struct curses_cells *cells, const struct cell *cell, wchar_t *text);
/* Puts what of `want` differs from `have` into the window's row. */
void curses_cells_put(const struct curses_cells *cells, WINDOW *window, int row,
                      const struct cell *have, const struct cell *want);

#endif
