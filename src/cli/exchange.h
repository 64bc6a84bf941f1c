/*
 * exchange.h - files in and out; reading one is shared with checking a file.
 */
#ifndef CLI_EXCHANGE_H
#define CLI_EXCHANGE_H

#include "cli/cli.h"
#include "exchange/import.h"

extern const struct cli_command cli_import, cli_export;

/* As import_bytes; the sentence names the file. */
MUST_CHECK enum rc cli_read_draft(struct import_draft *draft, struct span bytes,
                                  const struct import_options *options, struct err *err);

#endif
