/*
 * relation_goal.h - what was aimed at, what was reached and what is said of it; progress
 * through the year.
 */
#ifndef CHECK_RELATION_GOAL_H
#define CHECK_RELATION_GOAL_H

#include "check/relation.h"

enum verdict { VERDICT_NONE, VERDICT_MET, VERDICT_EXCEEDED, VERDICT_UNMET };

/* The verdict that begins there and ends its clause, and where it ends. */
enum verdict verdict_of_clause(struct points text, size_t at, size_t *end);
/* `order` is that of what was reached against the aim; `most`: the aim is a ceiling. */
bool verdict_holds(enum verdict verdict, bool most, int order);
/* 投诉, 成本: less of it is better, whatever the words leave out. */
bool goal_is_burden(struct points text, size_t from, size_t to);
void judge_goals(struct raiser *raiser, const struct sentence *s);

#endif
