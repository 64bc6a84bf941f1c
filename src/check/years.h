/*
 * years.h - family 5 as far as the report alone can tell: another year in the sentence that hands
 * it over, or in one that only this year's report can say, a sign-off before the year that it
 * reports, another 街道 镇 乡 as if it were this one.
 */
#ifndef CHECK_YEARS_H
#define CHECK_YEARS_H

#include "check/passage.h"

/* Whether last year's year stands at `at` in a sentence that only this year's report can say, a
 * conclusion, a score, the caption of a table, and that compares nothing. It is told as a doubt. */
bool year_is_left_over(const struct passage *p, size_t at);
void check_years(struct findings *out, const struct report *report, const struct section *section);

#endif
