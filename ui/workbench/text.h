/*
 * text.h - the editor's pane and last year's beside it: drawing, typing, selecting.
 */
#ifndef UI_WORKBENCH_TEXT_H
#define UI_WORKBENCH_TEXT_H

#include "command/command.h"
#include "ui/term/canvas.h"

struct canvas;
struct editor;
struct editor_row;
struct event;
struct shell;
struct workbench;

void workbench_draw_editor(const struct shell *shell, const struct workbench *wb,
                           struct canvas *canvas, struct area area);
bool workbench_text_command(struct shell *shell, struct workbench *wb, enum command_id id);
unsigned workbench_text_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event);
/* A figure's token, as the picker gave it. */
void workbench_insert_figure(struct shell *shell, struct workbench *wb, const char *token);

#endif
