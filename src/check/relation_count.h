/*
 * relation_count.h - what words count: “学习、活动、服务三大功能” has three.
 */
#ifndef CHECK_RELATION_COUNT_H
#define CHECK_RELATION_COUNT_H

#include "check/passage.h"

void check_count_words(struct raiser *raiser, const struct passage *p);
/* How many things the list that 、 joins and that ends at `end` (points) names, and where it
 * begins; 0: no list, or one whose parts 和 or 及 may join. */
size_t count_list_before(const struct passage *p, size_t end, size_t *begin);

#endif
