/*
 * rows.h - the rows of a pane of text, with what is selected, found, walked over or different.
 */
#ifndef UI_WORKBENCH_ROWS_H
#define UI_WORKBENCH_ROWS_H

#include "ui/term/canvas.h"

struct editor;
struct shell;
struct workbench;

/* The rows of a pane, with what is selected, found or different; `>` `+` `-` stand before them. */
void workbench_draw_rows(const struct shell *shell, const struct workbench *wb,
                         const struct editor *editor, struct canvas *canvas, struct area area,
                         enum face face);

#endif
