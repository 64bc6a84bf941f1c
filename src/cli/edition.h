/*
 * edition.h - the commands of a report on its way (session/edition.h).
 */
#ifndef CLI_EDITION_H
#define CLI_EDITION_H

#include "cli/cli.h"

extern const struct cli_command cli_submit, cli_return, cli_final, cli_unlock, cli_edition;

#endif
