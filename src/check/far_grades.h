/*
 * far_grades.h - the grade that stands away from its score: 评价等级为“良” in another sentence than
 * 综合得分90.3分, behind the scale or without it.
 */
#ifndef CHECK_FAR_GRADES_H
#define CHECK_FAR_GRADES_H

#include "check/ledger.h"

/* Nothing where the report has several scores that differ. */
void judge_far_grades(struct raiser *raiser, struct ledger *ledger);

#endif
