/*
 * summary.h - the sentence that sums a report up (综上, 总体来看) against what it sums up: a number
 * that it says again with a slipped digit.
 */
#ifndef CHECK_SUMMARY_H
#define CHECK_SUMMARY_H

#include "check/ledger.h"

void judge_summary(struct raiser *raiser, struct ledger *ledger);

#endif
