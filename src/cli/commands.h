/*
 * commands.h - the command records, defined beside their functions in cli_*.c.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

extern const struct cli_command *const cli_commands[]; /* ends with NULL */
extern const struct cli_command cli_new, cli_list, cli_trash, cli_untrash, cli_set, cli_template,
    cli_outline, cli_get, cli_put, cli_add, cli_remove, cli_move, cli_rename, cli_mark, cli_check,
    cli_rules, cli_history, cli_restore, cli_backup, cli_verify, cli_figures, cli_score, cli_diff,
    cli_search, cli_pass, cli_recover, cli_review;

#endif
