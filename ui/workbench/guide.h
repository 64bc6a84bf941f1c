/*
 * guide.h - 指引: what to write here, last year's text, the findings.
 */
#ifndef UI_WORKBENCH_GUIDE_H
#define UI_WORKBENCH_GUIDE_H

#include "ui/term/canvas.h"

struct canvas;
struct event;
struct shell;
struct workbench;

unsigned workbench_guide_handle(struct workbench *wb, const struct event *event);
void workbench_draw_guide(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area);

#endif
