/*
 * theme.h - what a piece of the screen is (its face) and how that looks.
 * Colour never says anything alone: every face that must be told apart has its own attributes or
 * its own words beside it, so a terminal without colours loses nothing.
 */
#ifndef UI_TERM_THEME_H
#define UI_TERM_THEME_H

#include "base/base.h"

/* name, attributes, colour on a dark and on a light background. Each colour is one that the
 * palettes of the usual terminals show with a contrast of at least 4.5 to 1 there
 * (tests/ui/term/test_theme.c): on black that leaves out red, blue and magenta, on white green,
 * yellow and cyan. Nothing reversed is bold: PuTTY then shows grey on grey, 3.9 to 1. */
#define FACE_LIST(X)                                                                               \
    X(PLAIN, 0, DEFAULT, DEFAULT)                                                                  \
    X(TITLE, LOOK_REVERSE, DEFAULT, DEFAULT)     /* the header line */                             \
    X(HINT, 0, DEFAULT, DEFAULT)                 /* what keys do, in the hint bar */               \
    X(KEY, LOOK_BOLD, CYAN, BLUE)                /* a key's name in the hint bar */                \
    X(SELECTED, LOOK_REVERSE, DEFAULT, DEFAULT)  /* the row with the cursor; also > */             \
    X(SELECTION, LOOK_REVERSE, DEFAULT, DEFAULT) /* marked text */                                 \
    X(ERROR, LOOK_BOLD | LOOK_UNDERLINE, YELLOW, RED)                                              \
    X(WARNING, LOOK_BOLD, YELLOW, RED)                                                             \
    X(NOTE, 0, CYAN, BLUE)                                 /* a hint of the checker */             \
    X(ERROR_TEXT, LOOK_BOLD | LOOK_UNDERLINE, YELLOW, RED) /* words of an error; also ! before */  \
    X(WARNING_TEXT, LOOK_UNDERLINE, DEFAULT, DEFAULT)      /* of a doubt; also ? before */         \
    X(NOTE_TEXT, LOOK_DIM | LOOK_UNDERLINE, CYAN, BLUE)    /* of a hint */                         \
    X(DIM, LOOK_DIM, DEFAULT, DEFAULT)                                                             \
    X(DONE, 0, GREEN, BLUE)                                                                        \
    X(OPEN, LOOK_BOLD, YELLOW, DEFAULT)                                                            \
    X(EMPTY, 0, DEFAULT, DEFAULT)                                                                  \
    X(PANE, LOOK_BOLD | LOOK_UNDERLINE, CYAN, BLUE) /* title of the pane that has the keys */      \
    X(HEADING, LOOK_BOLD, DEFAULT, BLUE)                                                           \
    X(BORDER, LOOK_DIM, DEFAULT, DEFAULT)                                                          \
    X(BAR, LOOK_BOLD, CYAN, BLUE) /* beside last year's text, not yet gone through */              \
    X(CARRIED, LOOK_UNDERLINE, DEFAULT, DEFAULT)      /* last year's text, not yet gone through */ \
    X(MATCH, LOOK_BOLD | LOOK_UNDERLINE, GREEN, BLUE) /* found; SELECTION is the one in hand */    \
    X(REMOVED, LOOK_DIM, DEFAULT, RED)                /* what is gone; also [- -] */               \
    X(ADDED, LOOK_UNDERLINE, GREEN, BLUE)             /* what is new; also {+ +} */                \
    X(FIGURE, LOOK_UNDERLINE, CYAN, BLUE)             /* a figure's value in prose, in braces */   \
    X(CHANGED, LOOK_BOLD | LOOK_UNDERLINE, DEFAULT, DEFAULT) /* not as last year's; + - beside */  \
    X(FIELD, LOOK_UNDERLINE, DEFAULT, DEFAULT) /* where something can be filled in */              \
    X(BUTTON, 0, DEFAULT, DEFAULT)                                                                 \
    X(BUTTON_FOCUS, LOOK_REVERSE, DEFAULT, DEFAULT)                                                \
    X(DIALOG, 0, DEFAULT, DEFAULT)

#define X(name, attributes, dark, light) FACE_##name,
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
    /* Of a palette of 256: read on black and on white with 4.5 to 1. */
    COLOUR_EITHER_GREEN = 29, /* 00875f */
    COLOUR_EITHER_BLUE = 63,  /* 5f5fff */
    COLOUR_EITHER_RED = 131,  /* af5f5f */
    COLOUR_EITHER_GREY = 243, /* 767676 */
    /* The same, on white; the eight are what the clerk's palette makes of them. */
    COLOUR_LIGHT_BLUE = 19,  /* 0000af */
    COLOUR_LIGHT_RED = 124,  /* af0000 */
    COLOUR_LIGHT_GREY = 242, /* 6c6c6c */
};

struct look {
    unsigned attributes; /* LOOK_* */
    enum colour fg, bg;
};

/* How the faces look together. */
enum theme {
    THEME_DARK,       /* colours for a dark background, which is the terminal's own */
    THEME_LIGHT,      /* for a light one */
    THEME_EITHER,     /* for one that is not known; needs 256 colours */
    THEME_CONTRAST,   /* high contrast: bold white on black, nothing dim */
    THEME_MONOCHROME, /* no colours: the terminal has none, or NO_COLOR */
};

enum { THEME_MANY_COLOURS = 256 }; /* and more are as good */

/* For a terminal with so many colours. On a light background nothing is bold or dim: many terminals
 * take bold for a brighter colour, PuTTY for white, and dim for another background. Where it may be
 * light, nothing is dim, and bold only what has a colour of the 256, which bold leaves alone. A
 * grey of the 256 stands for dim there, so that what lies behind a dialog steps back on paper
 * white, too.
 */
struct look theme_look(enum face face, enum theme theme, int colours);
/* Whether the environment asks for no colours (NO_COLOR set and not empty). */
bool theme_wants_no_colour(const char *no_color);
/* Reads COLORFGBG, by which terminals that do not answer (rxvt) tell the programs on the same
 * machine their colours: "15;default;0", the background last. False: it says nothing of it. */
bool theme_read_ground(const char *colorfgbg, bool *is_light);

#endif
