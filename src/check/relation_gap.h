/*
 * relation_gap.h - what lies between the number that was meant and the one that is: 节约, 超支,
 * 空编.
 */
#ifndef CHECK_RELATION_GAP_H
#define CHECK_RELATION_GAP_H

#include "check/relation.h"

void judge_gaps(struct raiser *raiser, const struct sentence *s);

#endif
