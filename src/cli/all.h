/*
 * all.h - the part of export that goes through the whole library. Memory does not grow with the
 * number of reports; each file is written whole or not at all, and Ctrl-C stops between two.
 */
#ifndef CLI_ALL_H
#define CLI_ALL_H

#include "cli/cli.h"
#include "exchange/export.h"

/* To the folder of -o, with a line "NUMBER⇥FILE" each on standard output (FILE "-": it failed, the
 * others are written all the same); without -o all in the order of their numbers to standard
 * output, up to the first that fails. The code is the worst. */
MUST_CHECK enum rc cli_export_all(struct cli *cli, const struct export_options *options,
                                  struct err *err);

#endif
