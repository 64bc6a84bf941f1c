/*
 * relation_score.h - the grade that a score gives.
 */
#ifndef CHECK_RELATION_SCORE_H
#define CHECK_RELATION_SCORE_H

#include "check/relation.h"

/* Raises the first grade (等级为“优”) in from..to of the passage that these points do not give; the
 * finding begins at `first` where that stands before it. */
void judge_grade(struct raiser *raiser, const struct passage *p, struct quantities *q,
                 const struct number *points, size_t first, size_t from, size_t to);

#endif
