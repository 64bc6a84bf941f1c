/*
 * prior.h - last year's section beside this year's: what differs is marked in both, and can be
 * taken over.
 */
#ifndef UI_WORKBENCH_PRIOR_H
#define UI_WORKBENCH_PRIOR_H

#include "command/command.h"
#include "ui/term/canvas.h"

struct canvas;
struct shell;
struct workbench;

void workbench_draw_prior(const struct shell *shell, const struct workbench *wb,
                          struct canvas *canvas, struct area area);
bool workbench_prior_command(struct shell *shell, struct workbench *wb, enum command_id id);

#endif
