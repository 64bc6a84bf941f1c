/*
 * comparisons.h - what cannot be said of numbers: 减少2倍, 同比增长下降, 下降-3%, 约300人左右, a
 * score above its weight.
 */
#ifndef CHECK_COMPARISONS_H
#define CHECK_COMPARISONS_H

struct passage;
struct raiser;

void check_comparisons(struct raiser *raiser, const struct passage *p);

#endif
