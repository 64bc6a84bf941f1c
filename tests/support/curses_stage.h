/*
 * curses_stage.h - a terminal in memory that ncurses writes to. What it must show is the stage's
 * canvas; libvterm says what it shows. All of it stops the test where it fails.
 */
#ifndef TESTS_SUPPORT_CURSES_STAGE_H
#define TESTS_SUPPORT_CURSES_STAGE_H

#include "tests/support/terminal_bytes.h"
#include "ui/term/curses_screen.h"

#include <stdio.h>
#include <vterm.h>

/* The terminal is written to through a socket that keeps writes apart.
 * libvterm knows UTF-8 and narrow ambiguous characters only: for the others the bytes are put
 * into UTF-8, and a wide quote into a wide letter, first. */
struct stage {
    FILE *file;
    int socket; /* where the bytes come out */
    int writes; /* of the last show */
    struct curses_screen *curses;
    struct canvas *canvas;
    VTerm *vt;
    VTermScreen *screen;
    struct terminal_bytes translate;
    enum input_charset charset;
    enum theme theme;
    bool cursor_shown, fills_corner;
    struct str bytes; /* of the last show */
    size_t sum;
};

void stage_open(struct stage *stage, const char *term, enum input_charset charset, int rows,
                int cols, enum width_ambiguous ambiguous);
void stage_close(struct stage *stage);
void stage_show(struct stage *stage); /* the canvas, as it is now */
void stage_set_theme(struct stage *stage, enum theme theme);
void stage_take(struct stage *stage); /* what ncurses has written since the last time */
/* Bytes that something else writes to the terminal. */
void stage_feed(struct stage *stage, struct span bytes);
/* Each cell and the cursor are as the canvas has them; WHAT and ROUND are for the message. */
void assert_stage_shows(const struct stage *stage, const char *what, int round);

#endif
