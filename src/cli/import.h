/*
 * import.h - files in; reading one is shared with checking a file.
 */
#ifndef CLI_IMPORT_H
#define CLI_IMPORT_H

#include "cli/cli.h"
#include "exchange/import.h"

extern const struct cli_command cli_import;

/* As import_bytes; the sentence names the file. */
MUST_CHECK enum rc cli_read_draft(struct import_draft *draft, struct span bytes,
                                  const struct import_options *options, struct err *err);

#endif
