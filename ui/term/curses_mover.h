/*
 * curses_mover.h - moves text within its row, on top of ncurses. A character typed into a paragraph
 * shifts every row below it by two columns, and ncurses would send those rows again: its own way of
 * shifting (idcok) finds nothing to do where a pane stands at the right.
 * The mover deletes and inserts cells on the terminal, and puts the same into curscr, which is what
 * ncurses believes to be shown; doupdate then finds the rest.
 * Invariants: no character is halved; what stands right of the text that moves stays; after
 * curses_mover_end the cursor is where ncurses believes it to be. Only ui/term/curses_screen.c uses
 * this.
 */
#ifndef UI_TERM_CURSES_MOVER_H
#define UI_TERM_CURSES_MOVER_H

#include "base/text/str.h"
#include "ui/term/curses_cells.h"

/* Bytes for one row after the other, with the cursor going down beside one column. */
struct curses_pass {
    struct str out;
    int row, col; /* where they leave the cursor; row -1: it may be anywhere before */
};

struct curses_mover {
    const struct curses_cells *cells;
    struct cell *trial, *before;    /* a row each */
    struct curses_pass cuts, opens; /* to be sent one after the other, before doupdate */
    int home_row, home_col;         /* where ncurses believes the cursor to be */
    bool can;                       /* the terminal has what it takes */
};

/* For the terminal that is open; the cells are borrowed. */
void curses_mover_init(struct curses_mover *mover, const struct curses_cells *cells);
void curses_mover_release(struct curses_mover *mover);
void curses_mover_fit(struct curses_mover *mover); /* after the cells' number of columns changed */

void curses_mover_begin(struct curses_mover *mover); /* drops the bytes of before */
/* Moves text if that saves bytes: on the terminal, in curscr, and in `have`, the row as it is
 * shown. */
void curses_mover_move(struct curses_mover *mover, struct cell *have, const struct cell *want,
                       int row);
void curses_mover_end(struct curses_mover *mover);

#endif
