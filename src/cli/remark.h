/*
 * remark.h - the command of what has been said of a report (session/remark.h).
 */
#ifndef CLI_REMARK_H
#define CLI_REMARK_H

#include "cli/cli.h"

extern const struct cli_command cli_remark;

#endif
