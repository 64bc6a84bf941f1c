/*
 * keys.h - which keys mean which command of the screens.
 */
#ifndef CLI_KEYS_H
#define CLI_KEYS_H

#include "cli/cli.h"

extern const struct cli_command cli_keys;

#endif
