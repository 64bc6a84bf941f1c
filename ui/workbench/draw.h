/*
 * draw.h - where the panes of the workbench stand: its header, what is drawn anew, what a click is
 * on.
 */
#ifndef UI_WORKBENCH_DRAW_H
#define UI_WORKBENCH_DRAW_H

#include "ui/term/canvas.h"

struct canvas;
struct event;
struct shell;
struct workbench;

struct workbench_layout { /* empty areas: not shown */
    struct area header, outline, editor, guide, prior;
    bool outline_over; /* the outline lies over the editor */
};
struct workbench_layout workbench_lay_out(const struct shell *shell, const struct workbench *wb,
                                          struct area area);

void workbench_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                    struct area area);

unsigned workbench_mouse(struct shell *shell, struct workbench *wb, const struct event *event);

#endif
