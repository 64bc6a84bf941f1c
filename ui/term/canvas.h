/*
 * canvas.h - the screen in memory: rows and columns of cells. Screens draw here; ui/term/term.h
 * brings the changes to the terminal. A cell holds one grapheme cluster, its face and its width: 1,
 * or 2 with a continuation cell (width 0) right of it. Invariants: no wide cluster is ever cut -
 * whoever overwrites one half blanks the other; nothing lies outside; no control character is in a
 * cell (they are skipped, a tab is one blank); a cluster that terminals cannot be trusted with is a
 * □ of two columns. Coordinates are absolute, from 0; what lies outside is clipped. Texts are
 * UTF-8; a byte that is none is drawn as ?.
 */
#ifndef UI_TERM_CANVAS_H
#define UI_TERM_CANVAS_H

#include "base/text/str.h"
#include "base/text/width.h"
#include "ui/term/area.h"
#include "ui/term/theme.h"

struct canvas; /* heap: canvas_new, canvas_free */

enum border {
    BORDER_NONE,
    BORDER_HLINE,
    BORDER_VLINE,
    BORDER_TOP_LEFT,
    BORDER_TOP_RIGHT,
    BORDER_BOTTOM_LEFT,
    BORDER_BOTTOM_RIGHT,
    BORDER_TEE_LEFT,   /* ├ */
    BORDER_TEE_RIGHT,  /* ┤ */
    BORDER_TEE_TOP,    /* ┬ */
    BORDER_TEE_BOTTOM, /* ┴ */
    BORDER_CROSS,
    BORDER_COUNT
};

enum { CELL_BYTES = 20 }; /* five points; longer clusters are boxes */

struct cell {
    char text[CELL_BYTES]; /* not NUL-ended */
    uint8_t n;             /* bytes; 0 in a continuation */
    uint8_t width;         /* columns: 1, 2, or 0: the right half of the cell before */
    uint8_t face;          /* enum face */
    uint8_t border;        /* enum border; the text is then its ASCII form */
};

struct canvas *canvas_new(int rows, int cols, enum width_ambiguous ambiguous);
void canvas_free(struct canvas *cv); /* NULL is allowed */
/* Another size or width rule: everything is blank afterwards. */
void canvas_resize(struct canvas *cv, int rows, int cols, enum width_ambiguous ambiguous);
void canvas_clear(struct canvas *cv); /* blanks in FACE_PLAIN, the cursor hidden */
/* Plain: lines and frames are blanks from now on, for screen readers. */
void canvas_set_plain(struct canvas *cv, bool plain);
bool canvas_is_plain(const struct canvas *cv);
/* Another number after every change of the size, the width rule or plainness: what was drawn before
 * tells nothing of what would be drawn now. */
uint64_t canvas_rules(const struct canvas *cv);
int canvas_rows(const struct canvas *cv);
int canvas_cols(const struct canvas *cv);
struct area canvas_area(const struct canvas *cv); /* all of it */
enum width_ambiguous canvas_ambiguous(const struct canvas *cv);

/* Draws to the right edge at most and returns the columns used (those left of column 0 as well). A
 * cluster that an edge would cut becomes a blank. */
int canvas_put(struct canvas *cv, int row, int col, enum face face, struct span text);
/* At most `limit` columns; what is longer ends in `..`. Returns the columns used. */
int canvas_put_limit(struct canvas *cv, int row, int col, int limit, enum face face,
                     struct span text);
/* The same, cut without a mark: scrolled and edited text. */
int canvas_put_cut(struct canvas *cv, int row, int col, int limit, enum face face,
                   struct span text);
/* The columns that canvas_put would use, however wide the canvas is. */
int canvas_text_columns(const struct canvas *cv, struct span text);

void canvas_fill(struct canvas *cv, struct area area, enum face face);     /* blanks */
void canvas_set_face(struct canvas *cv, struct area area, enum face face); /* the text stays */
void canvas_put_border(struct canvas *cv, int row, int col, enum border border, enum face face);

/* The cells of an area, row by row, and back; it lies inside. */
void canvas_get_cells(const struct canvas *cv, struct area area, struct cell *cells);
void canvas_put_cells(struct canvas *cv, struct area area, const struct cell *cells);

/* Where input goes: the terminal's cursor, hidden until it is set. Outside the canvas it is moved
 * to its edge. */
void canvas_set_cursor(struct canvas *cv, int row, int col);
bool canvas_cursor(const struct canvas *cv, int *row, int *col); /* false: hidden */

const struct cell *canvas_cell(const struct canvas *cv, int row, int col); /* must be inside */
/* For tests, which have no terminal: the row's text as it is seen, borders in ASCII, blanks at the
 * end left out (appends); and whether the invariants above hold. */
void canvas_row_text(const struct canvas *cv, int row, struct str *out);
bool canvas_is_sane(const struct canvas *cv);
char canvas_border_ascii(enum border border);

#endif
