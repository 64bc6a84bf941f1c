/*
 * pdf.h - a report in a format that another program makes (PDF), on the command line: the Word
 * file, laid out by LibreOffice where that is installed (session/convert.h).
 */
#ifndef CLI_PDF_H
#define CLI_PDF_H

#include "base/err.h"
#include "model/export_format.h"

struct cli;

/* What export_bytes wrote for the format becomes what the format is: nothing is done to a file that
 * is one already, and PDF comes in the Word file's place. Ctrl-C stops it. RC_REFUSED: no
 * LibreOffice; RC_OUTPUT: it made none; RC_CANCELLED. */
MUST_CHECK enum rc cli_turn_file(const struct cli *cli, const struct export_format *format,
                                 struct str *bytes, struct err *err);

#endif
