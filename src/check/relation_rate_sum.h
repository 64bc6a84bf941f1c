/*
 * relation_rate_sum.h - rates whose whole the text does not print: it is the sum of others.
 * 完成11个，未完成2个，完成率84.62% is of 13; “甲包案12件，化解11件；乙包案35件，化解33件；合计化解
 * 44件，化解率93.62%” is of 47. And rates of a part whose figures are not there.
 */
#ifndef CHECK_RELATION_RATE_SUM_H
#define CHECK_RELATION_RATE_SUM_H

#include "check/relation.h"

/* The part, and in `base` a whole that stands where its summands do; false: the rate is not of a
 * sum. `base` borrows from the text's quantities. */
bool rate_find_sum(const struct sentence *s, const struct mention *rate,
                   const struct mention **part, struct mention *base);
/* “执行率98%，其中追加部分执行率88%”: the rate has a subject of its own behind 其中, or behind a ；
 * after another rate, and no figures. */
bool rate_is_of_part(const struct sentence *s, const struct mention *rate);

#endif
