/*
 * guide.h - 指引: what to write here, last year's text, the findings; and going from finding to
 * finding.
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
/* Moves to the next (or previous) finding and explains it. */
void workbench_next_finding(struct shell *shell, struct workbench *wb, bool forward);
void workbench_show_finding(struct shell *shell, struct workbench *wb, const char *id);

#endif
