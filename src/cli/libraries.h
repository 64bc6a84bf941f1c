/*
 * libraries.h - what the program is linked with, for --version. The one place that sees all of
 * them; everywhere else each library has one owner (tests/rules/layers.awk).
 */
#ifndef CLI_LIBRARIES_H
#define CLI_LIBRARIES_H

#include "base/text/str.h"

/* A line for each library: its name and the version that is loaded, where it tells. */
void libraries_add_versions(struct str *out);

#endif
