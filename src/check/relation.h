/*
 * relation.h - what must hold between the numbers of a text (family 3), one file for each relation:
 * a closing total (relation_total.c), a whole and its parts (relation_parts.c), parts that exclude
 * one another (relation_partition.c, relation_values.c), identities of the accounts
 * (relation_identity.c), shares of a whole (relation_share.c), rates of two figures
 * (relation_rate.c), growth (relation_change.c), what was, came, went and is (relation_flow.c),
 * products (relation_product.c), what words count (relation_count.c), what cannot be said of
 * numbers (comparisons.c), ratios (relation_ratio.c), one number in
 * other words (relation_again.c), aims and verdicts (relation_goal.c), formulas
 * (relation_formula.c), and what no words name (relation_near.c). All are
 * judged on the structure of a section (model/quantity/quantities.h). Every plausible reading is
 * tried: an error is raised only where none holds and the one that the words name is there.
 */
#ifndef CHECK_RELATION_H
#define CHECK_RELATION_H

#include "check/passage.h"
#include "model/quantity/amount.h"

/* A sentence, or two that belong together: a run of the section's mentions. */
struct sentence {
    const struct passage *p; /* the section's whole body */
    struct quantities *q;
    size_t from, to; /* points */
    size_t index;    /* of the (last) sentence in the structure */
    const struct mention *mentions;
    size_t count;
    bool unclear;
};
struct sentence sentence_at(const struct passage *p, struct quantities *q, size_t index);
/* With the sentence before it; false: it is the first of its paragraph. */
bool sentence_with_before(struct sentence *out, const struct sentence *s);

/* With up to `back` sentences before it, of its paragraph; as far as all are clear. */
struct sentence sentence_with_earlier(const struct sentence *s, int back);

void judge_totals(struct raiser *raiser, const struct sentence *s);
void judge_parts(struct raiser *raiser, const struct sentence *s);
void judge_partitions(struct raiser *raiser, const struct sentence *s);
void judge_shares(struct raiser *raiser, const struct sentence *s);
void judge_rates(struct raiser *raiser, const struct sentence *s);
void judge_changes(struct raiser *raiser, const struct sentence *s);
void judge_products(struct raiser *raiser, const struct sentence *s);
void judge_scores(struct raiser *raiser, const struct sentence *s);
void judge_balances(struct raiser *raiser, const struct sentence *s);
void judge_orders(struct raiser *raiser, const struct sentence *s); /* 决算数大于预算数, 持平 */

enum { TERMS_MOST = 40 };

struct terms {
    const struct mention *at[TERMS_MOST];
    size_t count;
    bool too_many;
};

/* Past TERMS_MOST nothing is added and `too_many` is set. */
void terms_add(struct terms *terms, const struct mention *mention);
struct amount terms_sum(const struct sentence *s, const struct terms *terms, size_t from,
                        size_t to);
/* Appends "1726 + 66 = 1792". */
void terms_describe(struct str *out, const struct sentence *s, const struct mention *const *terms,
                    size_t count, const struct mention *total);
/* "1726 + 66 = 1792", the ending (translated) and the total, over the terms from..to. */
void terms_raise(struct raiser *raiser, const struct sentence *s, enum severity severity,
                 const struct terms *terms, size_t from, size_t to, const struct mention *total,
                 const char *ending);
/* Raises digits that add up in units that differ, 元 and 万元; whether it did. */
bool terms_check_scales(struct raiser *raiser, const struct sentence *s, const struct terms *terms,
                        const struct mention *total);

/* Whether a finding on numbers was raised on some of from..to: one cause is told once. */
bool relation_is_told(struct raiser *raiser, const struct sentence *s, size_t from, size_t to);
/* “由35人清退至20人，清退比例42.86%”: a rate of those who went, 35 less 20, who are no number of
 * the text. */
bool relation_is_rate_of_gone(const struct sentence *s, const struct mention *rate);
/* Whether a list that says what the number is made of begins behind it: 其中, 按…分, ：, （ … */
bool mention_opens_list(const struct sentence *s, const struct mention *mention);
/* “17.6分（20分）”, “15分（得14分）”: the score alone in the bracket right behind the score `n`;
 * `full`: it is the one of the two that could be had. NULL: there is none. */
const struct mention *relation_score_in_bracket(const struct sentence *s, const struct mention *n,
                                                bool *full);
/* Of such a pair, and of “投入10分得9.5分”, the one that is a part of the whole: what was had, or
 * what could be, where the whole is 满分 or 100. `n` itself where it is of no pair; NULL: it is the
 * other one. */
const struct mention *relation_score_of(const struct sentence *s, const struct mention *n,
                                        const struct mention *whole);
/* With the name that it has in the text, and its unit: 实际支付8,243.2万元. */
void mention_write_named(struct str *out, const struct sentence *s, const struct mention *mention);
/* One unit, or two of a survey: answers are counted in people, papers and samples alike. */
bool mention_same_family(const struct sentence *s, const struct mention *a,
                         const struct mention *b);

#endif
