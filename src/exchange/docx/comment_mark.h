/*
 * comment_mark.h - where comments begin and end, marked in the tree of a document part.
 */
#ifndef EXCHANGE_DOCX_COMMENT_MARK_H
#define EXCHANGE_DOCX_COMMENT_MARK_H

#include "exchange/docx/trace.h"

struct xml_tree;

struct docx_comment_mark {
    struct docx_spot first, last; /* characters that it is on; element 0: the first paragraph */
    long id;
};

/* Marks all of them; sorts nothing of the caller's. False: there is no paragraph to stand at. */
bool docx_mark_comments(struct xml_tree *tree, const struct docx_comment_mark *marks, size_t count);

#endif
