/*
 * numbers.h - family 3, numbers in prose: closing and opening totals (number_closing.c,
 * number_opening.c), partitions (number_parts.c), rates and growth (number_rates.c,
 * number_growth.c), what words count (number_words.c), what cannot be said of numbers
 * (comparisons.c), numbers against one another (elsewhere.c). Every plausible reading is tried; an
 * error is raised only where none fits. Reckoned exactly, on the digits as they are written.
 */
#ifndef CHECK_NUMBERS_H
#define CHECK_NUMBERS_H

#include "check/number_token.h"

void check_numbers(struct findings *out, const struct report *report,
                   const struct section *section);

/* One sentence each. */
void check_closing_totals(struct raiser *raiser, const struct sentence *s);
void check_opening_totals(struct raiser *raiser, const struct sentence *s);
void check_partitions(struct raiser *raiser, const struct sentence *s);
/* `before` is the sentence before it in the paragraph, or NULL. */
void check_rates(struct raiser *raiser, const struct sentence *s, const struct sentence *before);
void check_products(struct raiser *raiser, const struct sentence *s);
void check_scores(struct raiser *raiser, const struct sentence *s);
void check_comparisons(struct raiser *raiser, const struct passage *p);
void check_count_words(struct raiser *raiser, const struct passage *p);

/* Whether the terms make the total; terms of whole things exactly, what is rounded within half a
 * last digit of every term. `rounds` (may be NULL): they do if whole numbers were rounded too. */
struct sum {
    wide value, slack;
    size_t terms;
    bool fraction, vague; /* some term has decimals; some is approximate */
};
void sum_add(struct sum *sum, const struct number *term);
bool sum_fits(const struct sum *sum, const struct number *total, bool *rounds);
/* Appends "1726 + 66 = 1792". */
void sum_describe(struct str *out, const struct number *const *terms, size_t count,
                  const struct number *total);

#endif
