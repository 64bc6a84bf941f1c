/*
 * clause.h - the sentence that a remark's words stand in, as it was when the remark was made and as
 * it is now: what a reader needs to see a small edit. What is longer than what a remark keeps
 * around its words begins and ends at a clause, and … stands for the rest. All is written as it
 * prints (report_add_printed): a person reads no ${budget}. Pure.
 */
#ifndef MODEL_REMARK_CLAUSE_H
#define MODEL_REMARK_CLAUSE_H

#include "model/remark/spot.h"

/* The sentence with `words` in the place of those that the remark is about: its quotation, or what
 * is proposed. One line. */
void remark_add_clause(struct str *out, const struct report *report, const struct remark *remark,
                       struct span words);

/* The words with all that the remark keeps around them. Of several lines, as they are. */
void remark_add_around(struct str *out, const struct report *report, const struct remark *remark,
                       struct span words);

/* The words that a remark is about, and remark_add_change of what a proposal says. One line. */
void remark_add_quote(struct str *out, const struct report *report, const struct remark *remark);
void remark_add_proposed(struct str *out, const struct report *report, const struct remark *remark,
                         size_t most);

/* The sentence where the remark stands now. Where its words have been rewritten, it is found by
 * what stood around them; else it is the head of the nearest paragraph. Nothing where it stands in
 * no text. One line. */
void remark_add_clause_now(struct str *out, const struct report *report,
                           const struct remark_item *item);

#endif
