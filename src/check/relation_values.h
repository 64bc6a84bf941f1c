/*
 * relation_values.h - values that exclude one another, without a 不 or 未 between them: 合法 and
 * 违法, 优秀, 良好 and 合格. Of one whole they are no more than it; of a complete set they make it.
 */
#ifndef CHECK_RELATION_VALUES_H
#define CHECK_RELATION_VALUES_H

#include "check/relation.h"

void judge_values(struct raiser *raiser, const struct sentence *s);

#endif
