/*
 * same_numbers.h - numbers that are last year's and that nobody has confirmed
 * (model/review/review.h): one finding a section. Only of the whole report, because what was
 * carried may stand in any section.
 */
#ifndef CHECK_SAME_NUMBERS_H
#define CHECK_SAME_NUMBERS_H

#include "model/finding.h"

void check_same_numbers(struct findings *out, const struct report *report,
                        const struct section *section);

#endif
