/*
 * exchange.h - files out.
 */
#ifndef CLI_EXCHANGE_H
#define CLI_EXCHANGE_H

#include "cli/cli.h"

extern const struct cli_command cli_export;

#endif
