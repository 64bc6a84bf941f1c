/*
 * upgrade_values.h - what was filled in, under another version of its template. A number that was
 * typed without a unit is of the unit that its figure or indicator had then: where the new version
 * counts in another one, the old unit is written behind it, so that 100 of 万元 is not read as
 * 100元. What the new version cannot read stays as it was typed and is a finding (check/figures.c).
 */
#ifndef MODEL_UPGRADE_VALUES_H
#define MODEL_UPGRADE_VALUES_H

#include "base/text/str.h"

struct report;
struct template;

/* Of a report that has its new template already: this year's values, last year's, and the copies
 * that tell whether somebody has looked at them. */
void upgrade_values(struct report *report, const struct template *old);
/* Appends a line for each value that the new version converts, or cannot read. */
void upgrade_add_values(struct str *out, const struct report *report, const struct template *newer);

#endif
