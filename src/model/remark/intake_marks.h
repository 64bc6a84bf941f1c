/*
 * intake_marks.h - the sections of a reviewed file, known by the bookmarks that the export left at
 * their heads: each is held against its own print, wherever a reader has moved it and whatever its
 * heading says now. They are believed only where half of them stand at the headings of their
 * sections, two thirds where the ids may be another library's: the text as it was exported is not
 * known. Owns its list, borrows nothing.
 */
#ifndef MODEL_REMARK_INTAKE_MARKS_H
#define MODEL_REMARK_INTAKE_MARKS_H

#include "model/remark/printed.h"
#include "model/remark/reviewed.h"

struct intake_mark { /* one section of the file, up to the next one */
    int64_t section;
    size_t in_text; /* where it begins: byte of all text (struct reviewed) … */
    size_t before;  /* … of the text before the review … */
    size_t sorted;  /* … of that text in the order of the print … */
    size_t print;   /* … and of the print */
    bool moved; /* by the reader, without a trace, and it does not follow one that moved along */
};
struct intake_marks {
    struct intake_mark *items; /* in the order of the file; a section that lost its bookmark is
                                  part of the one in front of it */
    size_t count;
    bool any_moved;
};

/* `known`: the print is that of the report as it was exported. `before` is the file's text before
 * the review. */
void intake_marks_make(struct intake_marks *marks, const struct reviewed *file, struct span before,
                       const struct printed *printed, bool known);
void intake_marks_release(struct intake_marks *marks);

/* The text before the review, its sections in the order of the print. Appends. */
void intake_marks_add_sorted(struct str *out, const struct intake_marks *marks, struct span before);
/* Bytes from..to of the text before the review, which begin at byte `in_text` of all text, in that
 * order: as far as their section goes. */
void intake_marks_place(const struct intake_marks *marks, size_t in_text, size_t *from, size_t *to);

#endif
