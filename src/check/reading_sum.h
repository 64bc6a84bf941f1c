/*
 * reading_sum.h - a number as the sum of a run around it, or as the difference of two.
 */
#ifndef CHECK_READING_SUM_H
#define CHECK_READING_SUM_H

#include "check/listing.h"

/* Of the list that it opens; `closing`: of what stands before it, too. */
void listing_add_sums(const struct listing *l, bool closing);
/* Of any two of the row near by, and of three side by side. */
void listing_add_differences(const struct listing *l, const struct listing_row *row);

#endif
