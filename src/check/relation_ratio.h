/*
 * relation_ratio.h - 2∶1∶1 against the numbers that stand around it.
 */
#ifndef CHECK_RELATION_RATIO_H
#define CHECK_RELATION_RATIO_H

#include "check/relation.h"

void judge_ratios(struct raiser *raiser, const struct sentence *s);

#endif
