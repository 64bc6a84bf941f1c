/*
 * upgrade.h - the report's template brought up to the newest: what would change is shown first.
 */
#ifndef UI_WORKBENCH_UPGRADE_H
#define UI_WORKBENCH_UPGRADE_H

#include "ui/workbench/workbench.h"

/* Asks; wb->asked is COMMAND_UPGRADE then, unless there is nothing to ask. */
void workbench_ask_upgrade(struct shell *shell, struct workbench *wb);
/* The answer to that. */
void workbench_upgrade_answer(struct shell *shell, struct workbench *wb, int answer);

#endif
