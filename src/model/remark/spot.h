/*
 * spot.h - where a remark stands now. It is found anew each time, by its words and what stood
 * around them, so edits, undo and text that moves to another section need no bookkeeping. Where the
 * words are gone or rewritten it has lost its place (失位) and stands at the nearest paragraph.
 * Pure.
 */
#ifndef MODEL_REMARK_SPOT_H
#define MODEL_REMARK_SPOT_H

#include "model/remark/remark.h"

struct remark_spot {
    bool placed;     /* false: 失位; the spot is the nearest paragraph */
    int64_t section; /* its id in the tree (0: the front text), -1: in none */
    enum remark_part part;
    size_t offset, length; /* points of the body, the heading, the title or the sign-off */
};

void remark_find_spot(struct remark_spot *spot, const struct report *report,
                      const struct remark *remark);

/* The text of that part, as the spot counts it; nothing of a section that is not in the tree. */
void remark_add_part_text(struct str *out, const struct report *report, int64_t section,
                          enum remark_part part);

/* Sets offset, quotation and what stands around it from points of a text; the spans borrow it. */
void remark_set_words(struct remark *remark, struct span text, size_t offset, size_t length);

/* All remarks of a report, each where it stands now. */
struct remarks {
    struct remark_item {
        struct remark remark;
        struct remark_spot spot;
    } * items; /* by number */
    size_t count, cap;
};
void remarks_list(struct remarks *out, const struct report *report); /* the caller's */
void remarks_release(struct remarks *remarks);
/* In the order of the text: the title, front, sections, sign-off; what stands in none at the end.
 */
void remarks_sort(struct remarks *remarks, const struct report *report);

#endif
