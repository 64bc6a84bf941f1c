#include "ui/term/area.h"

static struct area area_of(int row, int col, int rows, int cols) {
    return (struct area){row, col, rows > 0 ? rows : 0, cols > 0 ? cols : 0};
}

static int clamp(int value, int most) {
    return value < 0 ? 0 : value > most ? most : value;
}

struct area area_inset(struct area area, int rows, int cols) {
    return area_of(area.row + clamp(rows, area.rows), area.col + clamp(cols, area.cols),
                   area.rows - 2 * rows, area.cols - 2 * cols);
}

struct area area_top(struct area area, int rows) {
    return area_of(area.row, area.col, clamp(rows, area.rows), area.cols);
}

struct area area_bottom(struct area area, int rows) {
    rows = clamp(rows, area.rows);
    return area_of(area.row + area.rows - rows, area.col, rows, area.cols);
}

struct area area_left(struct area area, int cols) {
    return area_of(area.row, area.col, area.rows, clamp(cols, area.cols));
}

struct area area_right(struct area area, int cols) {
    cols = clamp(cols, area.cols);
    return area_of(area.row, area.col + area.cols - cols, area.rows, cols);
}

struct area area_below(struct area area, int rows) {
    return area_bottom(area, area.rows - clamp(rows, area.rows));
}

struct area area_above(struct area area, int rows) {
    return area_top(area, area.rows - clamp(rows, area.rows));
}

struct area area_middle(struct area area, int rows, int cols) {
    rows = clamp(rows, area.rows);
    cols = clamp(cols, area.cols);
    return area_of(area.row + (area.rows - rows) / 2, area.col + (area.cols - cols) / 2, rows,
                   cols);
}

bool area_has(struct area area, int row, int col) {
    return row >= area.row && row < area.row + area.rows && col >= area.col &&
           col < area.col + area.cols;
}
