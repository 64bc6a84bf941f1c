/*
 * zip_read.h - a zip file in memory, read part by part. Nothing is written anywhere. What is said
 * of sizes is checked before anything is unpacked, and again while it is: a file that would grow
 * out of proportion, holds too many parts, names a place outside, or is encrypted, is refused.
 * Ownership: the bytes stay the caller's and must outlive the zip. What was never packed (the parts
 * of a flat package, or of a document that a reader makes of another format) is read the same way.
 */
#ifndef EXCHANGE_PACKAGE_ZIP_READ_H
#define EXCHANGE_PACKAGE_ZIP_READ_H

#include "base/err.h"
#include "base/text/str.h"
#include "exchange/package/zip_write.h"

enum {
    ZIP_PARTS_MOST = 8192,
    ZIP_PART_MOST = 64 * 1024 * 1024,   /* bytes of a part that is read */
    ZIP_TOTAL_MOST = 512 * 1024 * 1024, /* bytes of all parts unpacked, as the file says */
    ZIP_RATIO_MOST = 200,               /* of a part's bytes to those in the file … */
    ZIP_RATIO_FROM = 1024 * 1024        /* … where it is larger than this */
};

struct zip_read;
/* RC_INPUT with a sentence for the clerk. */
MUST_CHECK enum rc zip_read_open(struct zip_read **out, struct span bytes, struct err *err);
/* Parts that lie in memory as they are; both outlive it. */
struct zip_read *zip_read_parts(const struct zip_part *parts, size_t count);
void zip_read_close(struct zip_read *zip); /* NULL is allowed */

bool zip_read_has(const struct zip_read *zip, const char *part);
/* Appends a part unpacked. RC_INPUT: damaged, or larger than it says. A part that is not there is
 * empty. */
MUST_CHECK enum rc zip_read_part(struct zip_read *zip, struct str *out, const char *part,
                                 struct err *err);

#endif
