/*
 * command_line.h - what was typed behind `jixiao`: the command and its options are found, the
 * library is opened where the command needs it, the command runs, and its result is written whole.
 */
#ifndef CLI_COMMAND_LINE_H
#define CLI_COMMAND_LINE_H

#include "cli/cli.h"

extern const struct cli_command cli_help;

/* Runs the program with these commands (ends with NULL). full_screen opens the screens at a report
 * (0: the library). The exit code. */
int cli_main(int argc, char **argv, const struct cli_command *const *commands,
             enum rc (*full_screen)(struct session *session, int64_t report, struct err *err));

#endif
