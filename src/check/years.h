/*
 * years.h - family 5 as far as the report alone can tell: another year in the sentence that hands
 * it over, a sign-off before the year that it reports, another 街道 镇 乡 as if it were this one.
 */
#ifndef CHECK_YEARS_H
#define CHECK_YEARS_H

#include "model/finding.h"

void check_years(struct findings *out, const struct report *report, const struct section *section);

#endif
