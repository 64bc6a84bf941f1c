/*
 * diff_document.h - two reports as they print, line beside line: what a marked-up copy (修改对照)
 * is made of. A line is what stands in one paragraph of a file, or a row of a table. Invariants:
 * every line of both documents stands once; the new ones in the order of the new document; what is
 * gone stands where it would come in that order. Rows stand beside rows only.
 */
#ifndef MODEL_DIFF_DOCUMENT_H
#define MODEL_DIFF_DOCUMENT_H

#include "model/diff.h"
#include "model/diff_report.h"
#include "model/document.h"

struct diff_line {
    const struct block *old_block, *new_block; /* NULL: not there, never both */
    struct span old_row, new_row;              /* of a table's block: the row */
    struct span new_merges;                    /* its merged cells */
};

/* Owns both documents; the lines borrow them. */
struct diff_document {
    struct document old_document, new_document;
    struct diff_line *lines;
    size_t count, cap;
};

/* `sections` is the diff of the two reports; `out` is written anew. */
void diff_documents(struct diff_document *out, const struct report *old_report,
                    const struct report *new_report, const struct diff_report *sections);
void diff_document_release(struct diff_document *diff);

#endif
