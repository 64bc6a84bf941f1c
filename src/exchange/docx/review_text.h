/*
 * review_text.h - the text of a reviewed Word file, piece by piece, and where its comments stand.
 */
#ifndef EXCHANGE_DOCX_REVIEW_TEXT_H
#define EXCHANGE_DOCX_REVIEW_TEXT_H

#include "base/err.h"
#include "exchange/docx/review_comment.h"
#include "exchange/docx/style.h"

/* `notes` is the part of footnotes, perhaps empty: what one says stands where it is referred to, as
 * in an import. RC_INPUT. */
MUST_CHECK enum rc docx_review_text(struct reviewed *out, const struct docx_comments *comments,
                                    const struct docx_styles *styles, struct span document,
                                    struct span notes, struct err *err);

#endif
