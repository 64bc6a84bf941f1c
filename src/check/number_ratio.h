/*
 * number_ratio.h - what rates and growth share: exact quotients of two figures as they are written,
 * and whether any two figures near by give a rate.
 */
#ifndef CHECK_NUMBER_RATIO_H
#define CHECK_NUMBER_RATIO_H

#include "check/numbers.h"

struct ratio {
    wide top, base, slack_top, slack_base; /* slack: half a last digit of what was rounded */
};
/* A rise or a fall is over the older value. */
enum ratio_kind { RATIO_SHARE, RATIO_RISE, RATIO_FALL };

/* Whether 100 top / base can be printed as this rate. */
bool ratio_fits(struct ratio ratio, const struct number *rate);
/* 100 top / base in units of 10^-9, rounded as the rate is printed; 0: it cannot be reckoned. */
wide ratio_percent(const struct ratio *ratio, const struct number *rate);
wide ratio_slack(const struct number *n);
bool number_is_operand(const struct number *n);
/* Any two figures of the two sentences (`before` may be NULL), or two of them over a third. The
 * plain quotient of top (NULL: none) over base (NULL: whatever) is no reading. */
bool ratio_any_fits(const struct sentence *s, const struct sentence *before, enum ratio_kind kind,
                    const struct number *rate, const struct number *top, const struct number *base);
/* Whether the clause of a number, up to the next number or mark behind it, has one of the words. */
bool number_clause_has(const struct sentence *s, const struct number *n,
                       const char32_t *const *words);
/* Raises top ÷ base; `first` and `last` are the figures that were used, as they stand. A rate that
 * is off by no more than its last digit is a warning: it was cut off instead of rounded. */
void ratio_raise(struct raiser *raiser, const struct sentence *s, enum severity severity,
                 const struct ratio *ratio, const struct number *first, const struct number *last,
                 const struct number *rate);

void check_growth(struct raiser *raiser, const struct sentence *s, const struct sentence *before,
                  const struct number *rate);
/* “由a增加到b，增加d” */
void check_differences(struct raiser *raiser, const struct sentence *s);
bool number_is_change(const struct sentence *s, const struct number *n); /* 增加 下降 … */

#endif
