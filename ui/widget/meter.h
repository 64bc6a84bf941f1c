/*
 * meter.h - how much of something is done, as a bar with the count in it: [||||||     12/18]. The
 * text says all; a screen reader gets it alone.
 */
#ifndef UI_WIDGET_METER_H
#define UI_WIDGET_METER_H

#include "ui/term/canvas.h"

/* In `cols` columns, from `col` on; done <= all, all > 0. Bars are in `face`; the text
 * (已完成12/18) is at their right end, in the face that the text around it has. */
void meter_draw(struct canvas *canvas, int row, int col, int cols, size_t done, size_t all,
                enum face face, enum face around, struct span text);

#endif
