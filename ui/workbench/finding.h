/*
 * finding.h - findings on the workbench: going from one to the next, the one that is explained, and
 * what is done with it where it stands.
 */
#ifndef UI_WORKBENCH_FINDING_H
#define UI_WORKBENCH_FINDING_H

#include "command/command.h"
#include "model/finding.h"

struct shell;
struct workbench;

/* The finding that the guidance explains: the one gone to last while the cursor stays there, else
 * the one whose words the cursor is in; NULL: none. Borrowed until the next check. */
const struct finding *workbench_finding(const struct shell *shell, const struct workbench *wb);
/* Moves to the next (or previous) finding and explains it; the field of one that has no place in
 * the text is opened. */
void workbench_next_finding(struct shell *shell, struct workbench *wb, bool forward);
void workbench_show_finding(struct shell *shell, struct workbench *wb, const char *id);
/* 按提示修改, 核实无误, 依据 of the finding that is explained; false: another command. */
bool workbench_finding_command(struct shell *shell, struct workbench *wb, enum command_id id);

#endif
