/*
 * relation_goal.h - what was aimed at, what was reached and what is said of it; progress
 * through the year.
 */
#ifndef CHECK_RELATION_GOAL_H
#define CHECK_RELATION_GOAL_H

#include "check/relation.h"

void judge_goals(struct raiser *raiser, const struct sentence *s);

#endif
