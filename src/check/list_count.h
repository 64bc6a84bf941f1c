/*
 * list_count.h - lists of names and the number that is said of them, before or behind the list.
 */
#ifndef CHECK_LIST_COUNT_H
#define CHECK_LIST_COUNT_H

#include "check/passage.h"

void check_list_counts(struct raiser *raiser, const struct passage *p);

#endif
