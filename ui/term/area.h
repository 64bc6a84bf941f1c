/*
 * area.h - rectangles of a canvas in rows and columns: parts of one, and what lies in it.
 */
#ifndef UI_TERM_AREA_H
#define UI_TERM_AREA_H

#include "base/base.h"

struct area {
    int row, col, rows, cols;
};
/* Areas: parts of one, never outside it; a size below 0 becomes 0. */
struct area area_inset(struct area area, int rows, int cols); /* off each edge */
struct area area_top(struct area area, int rows);
struct area area_bottom(struct area area, int rows);
struct area area_left(struct area area, int cols);
struct area area_right(struct area area, int cols);
struct area area_below(struct area area, int rows); /* without its first rows */
struct area area_above(struct area area, int rows); /* without its last rows */
struct area area_middle(struct area area, int rows, int cols);
bool area_has(struct area area, int row, int col);

#endif
