/*
 * prior.h - family 5, against last year's report: paragraphs that are last year's word for word,
 * last year's year where this year's is meant, the name of the unit whose report was carried on.
 * A section that the template calls stable may stay as it was.
 */
#ifndef CHECK_PRIOR_H
#define CHECK_PRIOR_H

#include "model/finding.h"

/* `prior` may be NULL: then only a year that opens a sentence is looked at. */
void check_prior(struct findings *out, const struct report *report, const struct report *prior);

#endif
