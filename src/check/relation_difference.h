/*
 * relation_difference.h - differences of two values and the direction that words give them.
 */
#ifndef CHECK_RELATION_DIFFERENCE_H
#define CHECK_RELATION_DIFFERENCE_H

#include "check/relation.h"

void judge_differences(struct raiser *raiser, const struct sentence *s);

#endif
