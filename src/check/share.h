/*
 * share.h - one share as it is read: 占总数的38%, 完成预算的95%. What it is judged by is
 * relation_share.c.
 */
#ifndef CHECK_SHARE_H
#define CHECK_SHARE_H

#include "check/relation.h"

enum { SHARE_RUN_MOST = 8 };

struct share {
    const struct mention *rate, *item;
    const struct mention *base; /* 占预算320万元的90%, or NULL */
    size_t key_from, key_to;    /* 占…: the words that name the whole */
    size_t run;                 /* items before it, joined by 、, that the share may be of */
    struct range wholes[SHARE_RUN_MOST]; /* by the last 1, 2 … items together */
};

/* False: that percentage is no share of a number before it. */
bool share_read(const struct sentence *s, const struct mention *rate, struct share *share);
/* Whether 、, 和 or 及 join the two numbers. */
bool share_joins(const struct sentence *s, const struct mention *a, const struct mention *b);

#endif
