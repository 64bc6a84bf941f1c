/*
 * several.h - the format that is asked for, or several at once: all are made before the first is
 * written.
 */
#ifndef CLI_SEVERAL_H
#define CLI_SEVERAL_H

#include "cli/cli.h"
#include "exchange/export.h"

/* Writes the loaded report in each of `formats` ("docx,txt,xlsx") beside one another: into the
 * folder that -o names (made where it ends with / and is missing), by the report's own name, else
 * as the file that it names with the ending of each format. RC_USAGE for an unknown format, one
 * that is named twice, and without -o. What cannot be made in one format is written in none; a file
 * that cannot be written is named, and those before it stand. */
MUST_CHECK enum rc cli_export_several(struct cli *cli, struct span formats,
                                      const struct export_options *options, struct err *err);
bool cli_names_several(const struct cli *cli); /* --format has a comma in it */
/* The one format that --format names, or -o by its ending, else txt. RC_USAGE: there is none such,
 * or the ending is that of another program's files, or a format that is no text goes to no file. */
MUST_CHECK enum rc cli_format_of(const struct cli *cli, const struct export_format **format,
                                 struct err *err);
/* RC_USAGE, with the formats that there are. */
MUST_CHECK enum rc cli_refuse_format(struct span name, struct err *err);

#endif
