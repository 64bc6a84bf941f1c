/*
 * apply.h - a change of the text in the editor: into the session, the panes follow.
 */
#ifndef UI_WORKBENCH_APPLY_H
#define UI_WORKBENCH_APPLY_H

#include "model/change.h"

struct shell;
struct workbench;

/* A splice of the section in the editor: into the session, the panes follow. It is released. */
void workbench_apply(struct shell *shell, struct workbench *wb, struct splice *splice,
                     enum act act);

#endif
