/*
 * theme.h - what a piece of the screen is (its face) and how that looks.
 * Colour never says anything alone: every face that must be told apart has its own attributes or
 * its own words beside it, so a terminal without colours loses nothing.
 */
#ifndef UI_TERM_THEME_H
#define UI_TERM_THEME_H

#include "base/base.h"

/* name, attributes, foreground, background (used only where there are colours) */
#define FACE_LIST(X)                                                                               \
    X(PLAIN, 0, DEFAULT, DEFAULT)                                                                  \
    X(TITLE, LOOK_BOLD | LOOK_REVERSE, DEFAULT, DEFAULT) /* the header line */                     \
    X(HINT, 0, DEFAULT, DEFAULT)                         /* what keys do, in the hint bar */       \
    X(KEY, LOOK_BOLD, CYAN, DEFAULT)                     /* a key's name in the hint bar */        \
    X(SELECTED, LOOK_REVERSE, DEFAULT, DEFAULT)          /* the row with the cursor; also > */     \
    X(SELECTION, LOOK_REVERSE, DEFAULT, DEFAULT)         /* marked text */                         \
    X(ERROR, LOOK_BOLD, RED, DEFAULT)                                                              \
    X(WARNING, LOOK_BOLD, YELLOW, DEFAULT)                                                         \
    X(NOTE, 0, CYAN, DEFAULT) /* a hint of the checker */                                          \
    X(DIM, LOOK_DIM, DEFAULT, DEFAULT)                                                             \
    X(DONE, 0, GREEN, DEFAULT)                                                                     \
    X(OPEN, 0, YELLOW, DEFAULT)                                                                    \
    X(EMPTY, 0, DEFAULT, DEFAULT)                                                                  \
    X(HEADING, LOOK_BOLD, DEFAULT, DEFAULT)                                                        \
    X(BORDER, 0, DEFAULT, DEFAULT)                                                                 \
    X(CARRIED, LOOK_UNDERLINE, DEFAULT, DEFAULT) /* last year's text, not yet gone through */      \
    X(MATCH, LOOK_REVERSE | LOOK_UNDERLINE, DEFAULT, DEFAULT) /* found text */                     \
    X(REMOVED, LOOK_DIM, RED, DEFAULT)                        /* what is gone; also [- -] */       \
    X(ADDED, LOOK_UNDERLINE, GREEN, DEFAULT)                  /* what is new; also {+ +} */        \
    X(FIGURE, LOOK_UNDERLINE, CYAN, DEFAULT) /* a figure's value in prose, in braces */            \
    X(CHANGED, LOOK_BOLD | LOOK_UNDERLINE, DEFAULT, DEFAULT) /* not as last year's; + - beside */  \
    X(FIELD, LOOK_UNDERLINE, DEFAULT, DEFAULT) /* where something can be filled in */              \
    X(BUTTON, 0, DEFAULT, DEFAULT)                                                                 \
    X(BUTTON_FOCUS, LOOK_BOLD | LOOK_REVERSE, DEFAULT, DEFAULT)                                    \
    X(DIALOG, 0, DEFAULT, DEFAULT)

#define X(name, attributes, fg, bg) FACE_##name,
enum face { FACE_LIST(X) FACE_COUNT };
#undef X

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };
/* The eight colours in the terminals' order. */
enum colour {
    COLOUR_DEFAULT = -1,
    COLOUR_BLACK,
    COLOUR_RED,
    COLOUR_GREEN,
    COLOUR_YELLOW,
    COLOUR_BLUE,
    COLOUR_MAGENTA,
    COLOUR_CYAN,
    COLOUR_WHITE,
};

struct look {
    unsigned attributes; /* LOOK_* */
    enum colour fg, bg;
};

/* How the faces look together. */
enum theme {
    THEME_COLOUR,
    THEME_MONOCHROME, /* no colours: the terminal has none, or NO_COLOR */
    THEME_CONTRAST,   /* high contrast: bold white on black, nothing dim */
};

struct look theme_look(enum face face, enum theme theme);
/* Whether the environment asks for no colours (NO_COLOR set and not empty). */
bool theme_wants_no_colour(const char *no_color);

#endif
