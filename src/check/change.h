/*
 * change.h - how a change is read: whose it is, which numbers are the old and the new value. Growth
 * (relation_change.c) and differences (relation_difference.c) are judged on it.
 */
#ifndef CHECK_CHANGE_H
#define CHECK_CHANGE_H

#include "check/relation.h"

struct change {
    const struct mention *older, *newer, *off; /* one of them may be NULL */
    bool certain;
};

/* The noun at the head of the label, before the words of comparison: 公务接待费较上年减少. */
void change_read_noun(const struct quantities *q, const struct mention *n, size_t *from,
                      size_t *to);
bool change_has_noun(const struct quantities *q, const struct mention *n);
/* A value of the unit of `d` that a change can be of. */
bool change_is_subject(const struct mention *n, const struct mention *d);
int change_year_of(const struct sentence *s, const struct mention *n); /* 0: it names none */
bool change_is_old(const struct sentence *s, const struct mention *n); /* 上年, 去年 … */
/* “由a增加到b”, “上年a，今年b”, “b，去年同期为a”, “2021年a，2022年b” */
bool change_read_two(const struct sentence *s, const struct mention *a, const struct mention *b,
                     struct change *change);
/* Whether the old value stands right before the difference: 较上年60万元减少19万元. */
bool change_names_old(const struct sentence *s, const struct mention *a, const struct mention *d);
/* Whether d is the difference of a and b, as far as rounding leaves it open. */
bool change_difference_fits(const struct sentence *s, const struct mention *a,
                            const struct mention *b, const struct mention *d);

#endif
