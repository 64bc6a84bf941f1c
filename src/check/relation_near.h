/*
 * relation_near.h - a number whose words say that it is reckoned (合计, 结转, 占, 率, 均 …) and
 * that nothing around it gives, though with one slip of the pen something would. Which numbers it
 * is of is not read from the words: all that stand around are tried, the nearest first, and what
 * would happen by chance is no finding. It comes behind the relations that words name one by one.
 */
#ifndef CHECK_RELATION_NEAR_H
#define CHECK_RELATION_NEAR_H

#include "check/relation.h"

void judge_near(struct raiser *raiser, const struct sentence *s);

#endif
