/*
 * intake_common.h - what the parts of an intake share while it is made: the file, the print that it
 * is held against, what the report has already, and what comes of it. For intake.c and its parts.
 */
#ifndef MODEL_REMARK_INTAKE_COMMON_H
#define MODEL_REMARK_INTAKE_COMMON_H

#include "base/text/span_map.h"
#include "model/remark/intake.h"
#include "model/remark/intake_map.h"
#include "model/remark/intake_marks.h"
#include "model/remark/intake_place.h"
#include "model/remark/intake_rows.h"
#include "model/remark/spot.h"

struct intake {
    struct remark_intake *out;
    const struct intake_order *order;
    struct printed printed; /* of the report that the file is held against */
    struct str file;        /* its text before the review, the sections in the order of the print */
    struct intake_marks marks;
    struct intake_map map;
    struct intake_rows rows;
    struct remarks known;         /* that the report has already … */
    struct span_map known_origin; /* … by their origin: which of them */
    struct span_map known_note;   /* answers to them, by who said what and when */
    struct span_map made; /* what this file has, how often: of alike ones each has its own origin */
    size_t *first_answer, *next_answer; /* of each comment of the file; SIZE_MAX: no more */
};

/* A copy that lasts as long as the result. */
struct span intake_keep(struct intake *intake, struct span text);
/* A line for what is not taken. */
void intake_leave(struct intake *intake, struct span author, struct span text, const char *why);
/* A new one of the result, open and empty; lasts until the next one. */
struct remark *intake_add_item(struct intake *intake);

void intake_list_known(struct intake *intake);
/* Who said what and when; of those that are alike in the file, which. */
struct span intake_make_origin(struct intake *intake, const char *kind, struct span author,
                               int64_t at, struct span old_words, struct span new_words);
/* Whether the report has it already; *at: index in `known`. */
bool intake_has_origin(const struct intake *intake, struct span origin, size_t *at);
/* What an answer is known by. */
struct span intake_note_key(struct intake *intake, struct span author, int64_t at,
                            struct span text);

/* Bytes from..to of the text before the review, which begin at byte `in_text` of all text. */
struct intake_edit intake_edit_of(const struct intake *intake, size_t in_text, size_t from,
                                  size_t to, struct span proposed);

#endif
