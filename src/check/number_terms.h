/*
 * number_terms.h - what closing and opening totals share: some numbers of a sentence as the terms
 * of a sum, and the findings that quote them.
 */
#ifndef CHECK_NUMBER_TERMS_H
#define CHECK_NUMBER_TERMS_H

#include "check/numbers.h"

enum { TERMS_MOST = 40 };

struct terms {
    const struct number *at[TERMS_MOST];
    size_t count;
    bool too_many;
};

/* Past TERMS_MOST nothing is added and `too_many` is set. */
void terms_add(struct terms *terms, const struct number *number);
struct sum terms_sum(const struct terms *terms, size_t from, size_t to);
/* "1726 + 66 = 1792", the ending (translated) and the total, over the terms from..to. */
void terms_raise(struct raiser *raiser, const struct sentence *s, enum severity severity,
                 const struct terms *terms, size_t from, size_t to, const struct number *total,
                 const char *ending);
/* Raises digits that add up in units that differ, 元 and 万元; whether it did. */
bool terms_check_scales(struct raiser *raiser, const struct sentence *s, const struct terms *terms,
                        const struct number *total);

/* Whether the label has, or begins with, one of the words. */
bool number_label_has(const struct sentence *s, const struct number *n,
                      const char32_t *const *words);
bool number_label_begins(const struct sentence *s, const struct number *n,
                         const char32_t *const *words);

#endif
