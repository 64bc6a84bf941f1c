/*
 * figures_draw.h - 数据 (F6): the table as it is seen.
 */
#ifndef UI_SCREENS_FIGURES_DRAW_H
#define UI_SCREENS_FIGURES_DRAW_H

#include "ui/term/canvas.h"

struct canvas;
struct shell;

void figures_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                  struct area area);

#endif
