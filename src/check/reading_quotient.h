/*
 * reading_quotient.h - a rate or a multiple as the quotient of two numbers, of runs of them, and as
 * a growth.
 */
#ifndef CHECK_READING_QUOTIENT_H
#define CHECK_READING_QUOTIENT_H

#include "check/listing.h"

/* Of all units that stand around. `growth`: what one is more or less than the other, too;
 * `percents`: of rates, too. */
void listing_add_quotients(const struct listing *l, bool growth, bool percents);

#endif
