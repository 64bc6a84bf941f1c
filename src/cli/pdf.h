/*
 * pdf.h - a report as PDF on the command line: the Word file, laid out by LibreOffice where that is
 * installed (session/convert.h).
 */
#ifndef CLI_PDF_H
#define CLI_PDF_H

#include "base/err.h"
#include "model/export_format.h"

struct cli;

/* Beside the formats that the program writes itself (exchange/export.h): made of docx. */
extern const struct export_format cli_pdf_format;
const struct export_format *cli_format_find(const char *name);      /* PDF too; NULL: none */
const struct export_format *cli_format_of_file(const char *path);   /* by its ending; NULL */
const char *cli_format_written(const struct export_format *format); /* its name, docx for PDF */
/* Makes PDF of a Word file, in its place. Ctrl-C stops it. RC_REFUSED: no LibreOffice; RC_OUTPUT:
 * it made none; RC_CANCELLED. */
MUST_CHECK enum rc cli_make_pdf(const struct cli *cli, struct str *docx, struct err *err);

#endif
