/*
 * relation_scale.h - amounts whose unit cannot be right, 元 where 万元 is meant: a sum with one
 * decimal, or with decimals beside sums in 万元; prices and standards are left alone.
 */
#ifndef CHECK_RELATION_SCALE_H
#define CHECK_RELATION_SCALE_H

#include "check/relation.h"

void judge_scales(struct raiser *raiser, const struct sentence *s);

#endif
