/*
 * canvas_draw.h - what is made of canvas_put and its kin: lines, frames, aligned and wrapped text,
 * areas.
 */
#ifndef UI_TERM_CANVAS_DRAW_H
#define UI_TERM_CANVAS_DRAW_H

#include "ui/term/canvas.h"

struct canvas;

int canvas_put_text(struct canvas *cv, int row, int col, enum face face, const char *text);
int canvas_put_format(struct canvas *cv, int row, int col, enum face face, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* Ends before column `end`; returns the column it starts at. */
int canvas_put_right(struct canvas *cv, int row, int end, enum face face, struct span text);
/* Word by word and character by character within the area, by the rules of base/line_break.h;
 * returns the rows used. */
int canvas_put_wrapped(struct canvas *cv, struct area area, enum face face, struct span text);
int canvas_wrapped_rows(const struct canvas *cv, int cols, struct span text); /* that it needs */

void canvas_hline(struct canvas *cv, int row, int col, int cols, enum face face);
void canvas_vline(struct canvas *cv, int row, int col, int rows, enum face face);
/* A frame on the area's edge, blanks in FACE_DIALOG inside; the title (may be empty) stands in the
 * middle of the top edge. Returns the inside, without one column of margin at each side. */
struct area canvas_frame(struct canvas *cv, struct area area, struct span title);

#endif
