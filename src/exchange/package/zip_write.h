/*
 * zip_write.h - a zip archive made in memory. The same parts give the same bytes: every entry
 * carries the first day that zip knows, whatever the clock and the time zone say.
 */
#ifndef EXCHANGE_PACKAGE_ZIP_WRITE_H
#define EXCHANGE_PACKAGE_ZIP_WRITE_H

#include "base/err.h"
#include "base/text/str.h"

struct zip_part {
    const char *name;  /* "word/document.xml" */
    struct span bytes; /* borrowed */
};

/* Appends the archive with its parts in order. RC_OUTPUT; nothing is appended then. */
MUST_CHECK enum rc zip_write(struct str *out, const struct zip_part *parts, size_t count,
                             struct err *err);
/* Appends an archive with some parts changed, or added behind the others; what is not named is
 * copied as it lies there, packed as it is. RC_OUTPUT; nothing is appended then. */
MUST_CHECK enum rc zip_write_changed(struct str *out, struct span archive,
                                     const struct zip_part *parts, size_t count, struct err *err);

#endif
