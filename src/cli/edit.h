/*
 * edit.h - the commands that change a whole report in one step, as the screen does.
 */
#ifndef CLI_EDIT_H
#define CLI_EDIT_H

#include "cli/cli.h"

extern const struct cli_command cli_undo, cli_redo, cli_replace, cli_fix, cli_renumber;

#endif
