/*
 * review_value.h - figures and entries of the score sheet that the template carries on from last
 * year (`carry: value`): one is 未核 while it says what was carried and nobody has confirmed that.
 * The copy and the confirming are values of the report, as those of texts (review.h).
 */
#ifndef MODEL_REVIEW_REVIEW_VALUE_H
#define MODEL_REVIEW_REVIEW_VALUE_H

#include "model/report.h"

/* Before a value's name: what was carried; that somebody has confirmed that it is still so. */
#define VALUE_CARRIED_VALUE   "@carried.value."
#define VALUE_CONFIRMED_VALUE "@confirmed.value."

void review_keep_value(struct report *report, struct span name, struct span text);
bool review_value_is_unreviewed(const struct report *report, struct span name);
size_t review_count_values(const struct report *report); /* that are 未核 */
/* The first of them in the order of the report's values; NULL: none is. */
const char *review_first_value(const struct report *report);
/* The name of the value that confirms it; its text is the value's. Appends. */
void review_add_confirmed_name(struct str *out, struct span name);

#endif
