/*
 * prior.h - last year's section beside this year's: what differs is marked in both, and can be
 * taken over.
 */
#ifndef UI_WORKBENCH_PRIOR_H
#define UI_WORKBENCH_PRIOR_H

#include "command/command.h"
#include "ui/term/canvas.h"

struct canvas;
struct editor_row;
struct prior_marks;
struct shell;
struct workbench;

struct prior_marks *prior_marks_new(void);
void prior_marks_free(struct prior_marks *marks);
void prior_marks_forget(struct prior_marks *marks);
void prior_marks_applied(struct prior_marks *marks, const struct splice *splice);
bool workbench_is_as_last_year(const struct shell *shell, const struct workbench *wb);
void workbench_mark_changed(const struct shell *shell, const struct workbench *wb, bool old_text,
                            struct canvas *canvas, int row, int col, const struct editor_row *at);
void workbench_draw_prior(const struct shell *shell, const struct workbench *wb,
                          struct canvas *canvas, struct area area);
bool workbench_prior_command(struct shell *shell, struct workbench *wb, enum command_id id);

#endif
