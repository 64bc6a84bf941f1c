/*
 * review.h - a Word file as a reviewed one: all of its text with the changes that are tracked, by
 * whom and when, and its comments with what was answered. As Word, WPS and LibreOffice write them.
 */
#ifndef EXCHANGE_DOCX_REVIEW_H
#define EXCHANGE_DOCX_REVIEW_H

#include "base/err.h"
#include "model/remark/reviewed.h"

/* `out` is the caller's either way. RC_INPUT: no Word file, damaged, or out of bounds. */
MUST_CHECK enum rc docx_read_review(struct reviewed *out, struct span bytes, struct err *err);
/* Only what it says of itself: uid, change, hash. */
MUST_CHECK enum rc docx_read_origin(struct reviewed *out, struct span bytes, struct err *err);

#endif
