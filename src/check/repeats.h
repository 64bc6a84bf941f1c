/*
 * repeats.h - family 7, the same words with the same number in several places of a report: perhaps
 * counted twice, or copied.
 */
#ifndef CHECK_REPEATS_H
#define CHECK_REPEATS_H

#include "check/ledger.h"

void judge_repeats(struct raiser *raiser, const struct ledger *ledger);

#endif
