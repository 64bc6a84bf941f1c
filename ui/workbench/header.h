/*
 * header.h - the workbench's first row: whose report it is, how far it is, whether it is saved.
 */
#ifndef UI_WORKBENCH_HEADER_H
#define UI_WORKBENCH_HEADER_H

#include "ui/workbench/workbench.h"

void workbench_draw_header(const struct shell *shell, const void *self, struct canvas *canvas,
                           struct area area);
/* Text that came too late for a report that somebody has made final: where it is, once. */
void workbench_say_late(struct shell *shell);
/* Text of this section that somebody's command has taken away: who, and where it is, once. */
void workbench_say_replaced(struct shell *shell);

#endif
