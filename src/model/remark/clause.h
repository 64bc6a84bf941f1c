/*
 * clause.h - the sentence that a remark's words stand in, as it was when the remark was made and as
 * it is now: what a reader needs to see a small edit. What is longer than what a remark keeps
 * around its words begins and ends at a clause, and … stands for the rest. Pure.
 */
#ifndef MODEL_REMARK_CLAUSE_H
#define MODEL_REMARK_CLAUSE_H

#include "model/remark/spot.h"

/* The sentence with `words` in the place of those that the remark is about: its quotation, or what
 * is proposed. One line. */
void remark_add_clause(struct str *out, const struct remark *remark, struct span words);

/* The sentence where the remark stands now. Where its words have been rewritten, it is found by
 * what stood around them; else it is the head of the nearest paragraph. Nothing where it stands in
 * no text. One line. */
void remark_add_clause_now(struct str *out, const struct report *report,
                           const struct remark_item *item);

#endif
