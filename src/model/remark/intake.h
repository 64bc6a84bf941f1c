/*
 * intake.h - what comes in with a reviewed file: comments as remarks with their threads, tracked
 * changes and differences as proposals. Three texts are compared: the report as it was exported,
 * the file, the report now. What the clerk has changed since is no proposal. Pure. Every comment,
 * change and difference of the file is one of these: something new, something that came in before,
 * or a line in `left` that says why not.
 */
#ifndef MODEL_REMARK_INTAKE_H
#define MODEL_REMARK_INTAKE_H

#include "model/remark/remark.h"
#include "model/remark/reviewed.h"

struct intake_left {
    struct span author, text; /* whose, and the words */
    const char *why;          /* translated, static */
};

struct remark_intake {    /* owns its texts; zeroed: empty */
    struct remark *items; /* new ones without a number, and such as have new notes with theirs */
    size_t count, cap;
    struct intake_left *left;
    size_t left_count, left_cap;
    /* In the file: comments, answers to them, changes (neighbours of one author are one),
     * differences. */
    size_t comments, answers, changes, differences;
    /* Made of them: those of `items` that are new, notes in them all; and what was in before. */
    size_t remarks, proposals, notes, again, notes_again;
    size_t alike; /* percent of the shorter text that is in the other too */
    struct texts texts;
};

struct intake_order {
    const struct reviewed *file;
    const struct report
        *then; /* as it was exported; NULL: not known, then differences are listed */
    const struct report *now;
    enum stage stage; /* of all that comes in */
    enum remark_weight weight;
};
void remark_intake_make(struct remark_intake *out, const struct intake_order *order);
void remark_intake_release(struct remark_intake *intake);

/* Whether anything new came of it. */
bool remark_intake_took(const struct remark_intake *intake);
/* What was in the file (批注2条、修订1处), and what became of it (收了意见2条；以前收过1项); parts
 * that are 0 are left out; of what was left nothing is said. Both append, without a full stop. */
void remark_intake_add_found(struct str *out, const struct remark_intake *intake);
void remark_intake_add_taken(struct str *out, const struct remark_intake *intake);

#endif
