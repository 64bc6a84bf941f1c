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

struct report;
struct template_indicator;
/* Some entry of it is last year's, and nobody has confirmed it. */
bool score_is_unreviewed(const struct report *report, const struct template_indicator *indicator);

#endif
