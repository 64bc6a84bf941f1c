/*
 * draw.h - the panes of the workbench: what is drawn anew, what a click is on.
 */
#ifndef UI_WORKBENCH_DRAW_H
#define UI_WORKBENCH_DRAW_H

#include "ui/term/canvas.h"

struct canvas;
struct event;
struct shell;
struct workbench;

void workbench_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                    struct area area);

unsigned workbench_mouse(struct shell *shell, struct workbench *wb, const struct event *event);

#endif
