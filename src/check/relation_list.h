/*
 * relation_list.h - a whole, and its parts as the items of a list below it:
 * 项目支出3,098万元，主要项目如下： 1.… 2.…
 */
#ifndef CHECK_RELATION_LIST_H
#define CHECK_RELATION_LIST_H

#include "check/relation.h"

void judge_list_below(struct raiser *raiser, const struct sentence *s);

#endif
