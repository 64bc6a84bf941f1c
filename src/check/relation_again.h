/*
 * relation_again.h - one number that is said in other words: an amount in another unit
 * (1.2亿元（即12,000万元）), two values as a multiple (由2万增加到6万，是原来的3倍), a list as its
 * mean (分别为120万元、150万元，平均135万元).
 */
#ifndef CHECK_RELATION_AGAIN_H
#define CHECK_RELATION_AGAIN_H

#include "check/relation.h"

void judge_again(struct raiser *raiser, const struct sentence *s);

#endif
