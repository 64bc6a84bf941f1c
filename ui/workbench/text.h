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
/* The rows of a pane, with what is selected, found or different; `>` `+` `-` stand before them. */
void workbench_draw_rows(const struct shell *shell, const struct workbench *wb,
                         const struct editor *editor, struct canvas *canvas, struct area area,
                         enum face face);
/* Heading on the left, the rest on the right, one blank row where there is room; returns the area
 * of the text. */
struct area workbench_draw_head(struct canvas *canvas, struct area area, struct span title,
                                struct span right, bool focus);
void workbench_add_breadcrumb(struct str *out, const struct section *section);
/* A splice of the section in the editor: into the session, the panes follow. It is released. */
void workbench_apply(struct shell *shell, struct workbench *wb, struct splice *splice,
                     enum act act);
bool workbench_text_command(struct shell *shell, struct workbench *wb, enum command_id id);
unsigned workbench_text_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event);
/* A figure's token, as the picker gave it. */
void workbench_insert_figure(struct shell *shell, struct workbench *wb, const char *token);

/* Text of the body's offsets from..to, as far as a row at that column of the canvas shows it. */
void workbench_mark_range(const struct editor *editor, struct canvas *canvas, int row, int col,
                          const struct editor_row *at, size_t from, size_t to, enum face face);

#endif
