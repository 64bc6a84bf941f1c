/*
 * convert.h - files of kinds that this program does not read, turned by another one that is
 * installed here into a kind that it does: LibreOffice, antiword, pdftotext. It runs only where the
 * clerk has agreed (docs/decisions/0042-converters.md), on a copy, in a folder that only the user
 * may enter and that goes with the conversion, with limits (base/os/child.h), without macros. What
 * comes out is text and tables: the layout is lost, which whoever offers it says.
 */
#ifndef SESSION_CONVERT_H
#define SESSION_CONVERT_H

#include "base/err.h"
#include "base/text/str.h"

/* The name of the program that would convert a file with these bytes, for the clerk
 * ("LibreOffice"); NULL: it needs none, or none that could is installed. name: of the file, for its
 * ending. */
const char *convert_program(struct span bytes, const char *name);

bool convert_takes(const char *name); /* by its ending, and what is installed */

struct conversion; /* heap: convert_begin, convert_end */
/* Begins to convert; the file must have a program. RC_FULL, RC_OUTPUT: no folder for it, or the
 * program does not start. */
MUST_CHECK enum rc convert_begin(struct conversion **out, struct span bytes, const char *name,
                                 struct err *err);
/* The other way: PDF of a Word file that this program has written; taken as the others are.
 * RC_REFUSED: LibreOffice is not installed. */
MUST_CHECK enum rc convert_begin_pdf(struct conversion **out, struct span docx, struct err *err);
/* Waits for it, at most `ms`; true: it has ended, well or not. */
bool convert_wait(struct conversion *conversion, int ms);
/* After that: appends the converted file's bytes, and to `name` the file's name with the ending
 * that they have now. *wrapped: its lines are those of pages. RC_INPUT (RC_OUTPUT of PDF) where the
 * program made nothing of the file. */
MUST_CHECK enum rc convert_take(struct conversion *conversion, struct str *bytes, struct str *name,
                                bool *wrapped, struct err *err);
void convert_end(struct conversion *conversion); /* stops it too; NULL is allowed */

#endif
