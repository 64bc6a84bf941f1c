/*
 * review_comment.h - the comments of a Word file, with their threads (commentsExtended) and whether
 * they are settled. Where they stand is told by the document (review_text.h).
 */
#ifndef EXCHANGE_DOCX_REVIEW_COMMENT_H
#define EXCHANGE_DOCX_REVIEW_COMMENT_H

#include "base/text/span_map.h"
#include "exchange/docx/parts.h"
#include "model/remark/reviewed.h"

struct docx_comments { /* one for each of the reviewed file's, in the same order */
    struct docx_comment {
        char *id; /* owned */
    } * items;
    size_t count, cap;
    struct span_map by_id, by_paragraph; /* each paragraph of a comment has an id of its own */
};

MUST_CHECK enum rc docx_comments_read(struct docx_comments *comments, struct reviewed *out,
                                      struct zip_read *zip, const struct docx_parts *parts,
                                      struct err *err);
void docx_comments_release(struct docx_comments *comments);
size_t docx_comments_find(const struct docx_comments *comments, struct span id); /* or SIZE_MAX */

/* ms; 0 where it is no time. Word writes its own clock with a Z, WPS sometimes none. */
int64_t docx_time(struct span text);
/* An attribute's text as it is kept: clean, one line. */
struct span docx_keep_line(struct reviewed *out, struct span text);

/* The same; "" for the name that LibreOffice writes where nobody has said his. */
struct span docx_keep_author(struct reviewed *out, struct span name);

#endif
