/*
 * relation_pair.h - a number that its words make the rate, the cut, the rest or the multiple of two
 * others: 支付进度85% of 下达500万元 and 支付425万元, 下浮率4.78% of 控制价 and 中标价, 剩余75万元,
 * 新建长度是加固长度的2倍, 翻了两番. Who the two are is said by nothing but their places.
 */
#ifndef CHECK_RELATION_PAIR_H
#define CHECK_RELATION_PAIR_H

#include "check/relation.h"

void judge_pairs_around(struct raiser *raiser, const struct sentence *s);

#endif
