/*
 * intake_place.h - where in a report an edit or a comment of a file belongs: the print's bytes
 * become a place in what is written by hand. What the program makes itself (labels, tables of
 * figures) cannot be edited: then the edit is a remark that says it. All spans go into `texts`.
 */
#ifndef MODEL_REMARK_INTAKE_PLACE_H
#define MODEL_REMARK_INTAKE_PLACE_H

#include "base/text/texts.h"
#include "model/remark/printed.h"

struct intake_edit {
    size_t from, to;      /* bytes of the print that go */
    struct span proposed; /* what comes there */
    /* Where the file has other words there than the print: those, and what is around them. Else
     * without a pointer. */
    struct span words, before, after;
    /* Some cells of a row come, or go: a column, which is the clerk's to make. */
    bool is_cells;
    bool at_head;    /* in front of the row's other cells */
    bool is_section; /* a heading comes, with its paragraph: the outline is the clerk's, too */
};

/* Sets kind, target, part, words and what is proposed, or what is said. */
void intake_place_edit(struct remark *remark, struct texts *texts, const struct printed *printed,
                       const struct intake_edit *edit);
/* Whether only a label's number is another: the program numbers anew itself. */
bool intake_is_numbering(const struct printed *printed, const struct intake_edit *edit);
/* Sets the target and its words; remark->text is there already. */
void intake_place_comment(struct remark *remark, struct texts *texts, const struct printed *printed,
                          const struct intake_edit *edit);

#endif
