/*
 * comment.h - comments written into a Word file, ours or another's, at the words that they are
 * about. The document part, that of the comments, their relation and content type change; every
 * other part stays byte for byte, and so do the comments that are there already, with their ids.
 * A run is split where a comment begins or ends within it; marks stand in no place where Word wants
 * none: a comment on the text of a box, an equation or a reading is on what holds it.
 */
#ifndef EXCHANGE_DOCX_COMMENT_H
#define EXCHANGE_DOCX_COMMENT_H

#include "base/err.h"
#include "base/text/str.h"

struct docx_trace;

struct docx_comment {
    size_t from, to;  /* of the trace's characters; where those stand nowhere, the nearest */
    struct span text; /* lines are paragraphs */
};

/* Appends the file with the comments of one author. RC_INPUT: it holds no text; RC_OUTPUT. */
MUST_CHECK enum rc docx_add_comments(struct str *out, struct span docx,
                                     const struct docx_trace *trace,
                                     const struct docx_comment *comments, size_t count,
                                     const char *author, struct err *err);

#endif
