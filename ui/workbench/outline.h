/*
 * outline.h - the outline: states, marks, adding, removing, renaming, moving.
 */
#ifndef UI_WORKBENCH_OUTLINE_H
#define UI_WORKBENCH_OUTLINE_H

#include "command/command.h"
#include "ui/term/canvas.h"

struct canvas;
struct event;
struct shell;
struct workbench;

void workbench_draw_outline(const struct shell *shell, const void *self, struct canvas *canvas,
                            struct area area);
bool workbench_outline_command(struct shell *shell, struct workbench *wb, enum command_id id);
unsigned workbench_outline_handle(struct shell *shell, struct workbench *wb,
                                  const struct event *event);
void workbench_outline_answer(struct shell *shell, struct workbench *wb, enum command_id asked,
                              int answer, const char *text);

#endif
