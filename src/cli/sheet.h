/*
 * sheet.h - the command of the sheets that go to the offices and come back (session/sheet.h).
 */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli/cli.h"
#include "session/sheet.h"

extern const struct cli_command cli_sheet;

/* What a sheet or a table brought, as a table or as JSON rows; what could not be placed or trusted
 * goes to standard error. */
void cli_add_intake(struct cli *cli, const struct sheet_intake *intake, const char *path);

#endif
