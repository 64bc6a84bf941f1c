/*
 * width.h - the columns that text takes on a terminal and on a printed cell grid.
 * One truth for the layout, the canvas and what is sent: the C library's wcwidth(), which ncurses
 * asks, is replaced by one that gives the same columns. It is in this object because it has to be
 * linked whatever the order of the libraries is.
 * Ambiguous characters (East Asian Width A: quotes, ellipsis, dash, degree …) are 1 or 2 columns;
 * box drawing and blocks belong to them. Characters that terminals cannot be trusted with (emoji,
 * unassigned, Extension H and later) are 2 columns and shown as □ (width_is_shown_as_box).
 */
#ifndef BASE_TEXT_WIDTH_H
#define BASE_TEXT_WIDTH_H

#include "base/text/span.h"

enum width_ambiguous { WIDTH_NARROW = 1, WIDTH_WIDE = 2 }; /* columns of an ambiguous character */

/* Columns of one grapheme cluster: those of its base, 0 (a control character), 1 or 2; one shown as
 * □ is 2. */
int width_of_grapheme(struct span grapheme, enum width_ambiguous ambiguous);
size_t width_of_text(struct span text, enum width_ambiguous ambiguous);
/* The longest prefix of whole graphemes within `columns`; *used gets its columns. Bytes. */
size_t width_fit(struct span text, size_t columns, enum width_ambiguous ambiguous, size_t *used);
/* Also a cluster that no terminal draws in the cells of its base: an emoji sequence, a mark without
 * a base or with cells of its own, more than five points. */
bool width_is_shown_as_box(struct span grapheme);

/* What wcwidth() takes the terminal for; WIDTH_NARROW at the start. For the one who owns it. */
void width_set_terminal(enum width_ambiguous ambiguous);

#endif
