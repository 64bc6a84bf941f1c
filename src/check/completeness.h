/*
 * completeness.h - what is still missing: required sections and answers, placeholders, starters
 * left as they were, lengths, pairs that do not answer one another, colleagues' numbers still
 * awaited. All are warnings: a new report has no errors.
 */
#ifndef CHECK_COMPLETENESS_H
#define CHECK_COMPLETENESS_H

#include "model/finding.h"

void check_completeness(struct findings *out, const struct report *report,
                        const struct section *section);

#endif
