/*
 * library.h - figures that were taken from the library, whose projects have changed since. A
 * warning: a number that is kept on purpose, because projects are elsewhere, is passed as any
 * other.
 */
#ifndef CHECK_LIBRARY_H
#define CHECK_LIBRARY_H

#include "model/figure/library_value.h"
#include "model/finding.h"

/* values NULL: the library is not known. */
void check_library(struct findings *out, const struct report *report,
                   const struct library_values *values);

#endif
