/*
 * score_draw.h - 自评表 (F7): the table as it is seen.
 */
#ifndef UI_SCREENS_SCORE_DRAW_H
#define UI_SCREENS_SCORE_DRAW_H

#include "ui/term/canvas.h"

struct canvas;
struct shell;

void score_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                struct area area);

#endif
