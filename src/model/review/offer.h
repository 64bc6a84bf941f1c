/*
 * offer.h - what a number of last year's comes to by numbers that are known already: a share or a
 * rate by the two numbers that gave it last year, growth and what was gained by this year's number
 * and last year's, 上年 by what stood there last year. It is offered, never written by itself.
 * Last year's sentence is the one with the same words (review_find_last); where a word was changed
 * nothing is offered.
 */
#ifndef MODEL_REVIEW_OFFER_H
#define MODEL_REVIEW_OFFER_H

#include "model/review/review.h"

/* Whether the words still hold: 增长 where it fell, or where it stayed as it was. */
enum review_turn { TURN_NONE, TURN_ROUND, TURN_LEVEL };

struct review_offer {
    struct str digits; /* as a clerk would type it */
    struct str how;    /* 1726÷1792 */
    enum review_turn turn;
};

/* The number's index is that of review->text; `carried` is last year's text of the section that its
 * sentence stood in, `from` where that begins. The offer is to be released either way. False:
 * there is nothing to offer, or not yet. */
bool review_compute(struct review_offer *out, const struct review *review, size_t number,
                    struct span carried, size_t from);
void review_offer_release(struct review_offer *offer);

#endif
