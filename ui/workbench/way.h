/*
 * way.h - finding one's way from the workbench: the history, all reports, a section by its
 * heading, and back to where one was before a jump.
 */
#ifndef UI_WORKBENCH_WAY_H
#define UI_WORKBENCH_WAY_H

#include "command/command.h"

struct layer_ops;
struct shell;
struct workbench;

/* Goes to where the step is; where that is here, undoes (or redoes) it and says what. */
void workbench_undo(struct shell *shell, struct workbench *wb, bool back);
/* Where a step is seen that was asked for on another screen. */
void workbench_show_section(struct shell *shell, struct workbench *wb, const int64_t *section);
bool workbench_way_command(struct shell *shell, struct workbench *wb, enum command_id id);
bool workbench_way_result(struct shell *shell, struct workbench *wb, const struct layer_ops *from,
                          int answer, const void *value); /* false: from is not one of its layers */

#endif
