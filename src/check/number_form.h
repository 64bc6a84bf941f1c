/*
 * number_form.h - numbers that cannot be written or said so, whatever stands around them: two
 * decimal points, commas that part no groups of three, halves of people, parts above the whole.
 */
#ifndef CHECK_NUMBER_FORM_H
#define CHECK_NUMBER_FORM_H

#include "check/relation.h"

void check_number_forms(struct raiser *raiser, const struct passage *p);
void judge_bounds(struct raiser *raiser, const struct sentence *s);

#endif
