/*
 * amount.h - sums, differences and rates of mentions, exact, with what rounding leaves open. All
 * numbers belong to the structure (quantities_keep) until quantities_forget.
 */
#ifndef MODEL_QUANTITY_AMOUNT_H
#define MODEL_QUANTITY_AMOUNT_H

#include "model/quantity/quantities.h"

/* A sum of mentions: whole things are exact, what is rounded is open by half a last digit of every
 * term. */
struct amount {
    const struct number *value, *slack;
    size_t terms;
    bool fraction, vague; /* some term has decimals; some is approximate */
};

struct amount amount_zero(struct quantities *q);
void amount_add(struct quantities *q, struct amount *amount, const struct mention *term);
/* Whether the terms make the total. `rounds` (may be NULL): they do if whole numbers were rounded.
 */
bool amount_fits(struct quantities *q, const struct amount *amount, const struct mention *total,
                 bool *rounds);
/* The size of what is between them. */
const struct number *amount_off(struct quantities *q, const struct amount *amount,
                                const struct mention *total);

/* What a number can be, both ends included; NULL ends: nothing. */
struct range {
    const struct number *low, *high;
};
bool range_holds(const struct range *range, const struct mention *mention);
bool range_holds_number(const struct range *range, const struct number *number);
struct range range_of(const struct mention *mention);
struct range range_sum(struct quantities *q, struct range a, struct range b);
struct range range_difference(struct quantities *q, struct range a, struct range b); /* a - b */
/* The wholes of which the part is the rate: part ÷ rate. A rate of 0 gives nothing. */
struct range range_of_base(struct quantities *q, struct range part, const struct mention *rate);
/* The old values from which (or to which, fall) the rate leads to the new one. */
struct range range_of_old(struct quantities *q, struct range newer, const struct mention *rate,
                          bool fall);
/* Whether top is the rate of base, within half a last digit of each. */
bool rate_fits(struct quantities *q, struct range top, struct range base,
               const struct mention *rate);
/* 100 × top ÷ base rounded as the rate is printed; NULL: base is 0 or less. */
const struct number *rate_percent(struct quantities *q, const struct number *top,
                                  const struct number *base, const struct mention *rate);
/* The size of the distance between two numbers. */
const struct number *number_distance(struct quantities *q, const struct number *a,
                                     const struct number *b);

/* Whether the printed number is what a slip makes of the right one: another digit at one place, two
 * neighbours that changed places, the point at another place, or hardly any distance. Of two
 * numbers that have nothing to do with each other this is rarely true. */
bool number_is_slip(struct quantities *q, const struct number *right, const struct mention *said);

/* The same, but for the last two: a digit alone. */
bool number_is_digit_slip(struct quantities *q, const struct number *right,
                          const struct mention *said);

/* The value in units of its scale: 812.15 of 812.15万元. */
const struct number *number_unscaled(struct quantities *q, const struct number *value, int scale);
/* Whether the printed digits are the same, whatever the scale: 1698.32元 and 1698.32万元. */
bool mention_same_digits(struct quantities *q, const struct mention *a, const struct mention *b);
/* Whether they say one number, one of them perhaps rounded. */
bool mention_same_value(struct quantities *q, const struct mention *a, const struct mention *b);

/* As prose writes it with that scale and at least so many decimals: 1792, 0.50 */
void amount_write(struct str *out, const struct number *value, int scale, int least);
void mention_write(struct str *out, const struct mention *mention, int scale);

#endif
