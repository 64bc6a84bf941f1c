/*
 * diff.h - what differs between two reports, as `diff` prints it.
 */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "cli/cli.h"
#include "session/diff.h"

/* As text, as JSON or into a Word file, as the options ask. */
MUST_CHECK enum rc cli_print_diff(struct cli *cli, const struct session_diff *diff,
                                  struct err *err);

#endif
