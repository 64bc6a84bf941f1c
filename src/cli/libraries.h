/*
 * libraries.h - what the program is linked with, for --version. The one place that sees all of
 * them; everywhere else each library has one owner (tests/rules/layers.awk).
 */
#ifndef CLI_LIBRARIES_H
#define CLI_LIBRARIES_H

#include "base/text/str.h"

/* A line for each library: its name and the version that is loaded, where it tells; licences:
 * behind two blanks that of the library, as docs/licences.md has it (tests/docs/test_docs.c). */
void libraries_add(struct str *out, bool licences);

#endif
