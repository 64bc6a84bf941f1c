/*
 * line_break.h - Chinese line breaking: libunistring's UAX 14 classes, tailored (GB/T 15834-2011
 * section 5; Clreq). Nothing of 。，、；：？！…—～·”’）》〉】〕』」％℃ begins a line, nothing of
 * “‘（《〈【〔「『￥ ends one, nor any of their kin; no break inside a number, between a number and
 * the first character of its unit, inside —— or ……, inside a URL; quotes inside Latin words stay
 * Latin. No hanging and no squeezing: the character before moves down. A piece wider than the line
 * breaks at graphemes, but never so that a forbidden character begins or ends a line if the width
 * can avoid it. Properties (tested): the rows joined are the text; no row is wider than asked; no
 * forbidden start or end, unless the row has no other boundary. Blanks (space, tab, U+3000) at a
 * break stay at the end of the row and may overhang without being counted; what stands before them
 * is the row's end.
 */
#ifndef BASE_TEXT_LINE_BREAK_H
#define BASE_TEXT_LINE_BREAK_H

#include "base/text/span.h"
#include "base/text/width.h"

#include <uchar.h>

struct line_break_rows { /* starts[0] = 0; rows are starts[i]..starts[i+1], the last to the end */
    uint32_t *starts;    /* byte offsets */
    size_t count, cap;   /* at least 1 row, for the empty text too */
};

/* Breaks one paragraph (no '\n' in it) into rows of at most `width` columns, the first of at most
 * `first_width` (it may be smaller: an indent or a label stands before it). Widths below 2 count
 * as 2. The rows are written anew; release with line_break_release. */
void line_break_paragraph(struct line_break_rows *rows, struct span text, size_t first_width,
                          size_t width, enum width_ambiguous ambiguous);
/* The same in parts, for who stays in control of a long text: some `bytes` more with each call,
 * until it is false; rows->count is 0 before the first. Between two calls the last row may still
 * grow. A part ends between two ideographs; a text without any is one part. */
bool line_break_part(struct line_break_rows *rows, struct span text, size_t first_width,
                     size_t width, enum width_ambiguous ambiguous, size_t bytes);
/* The same after an edit, from the rows of the text before it: `removed` bytes at `at` became
 * `inserted` (in text now). Costs the rows around the edit, however long the paragraph is; widths
 * must be those that the rows were made for. */
struct line_break_edit {
    size_t at, removed, inserted;
};
void line_break_update(struct line_break_rows *rows, struct span text, size_t first_width,
                       size_t width, enum width_ambiguous ambiguous, struct line_break_edit edit);
void line_break_release(struct line_break_rows *rows);

bool line_break_forbids_start(char32_t c);
bool line_break_forbids_end(char32_t c);

#endif
