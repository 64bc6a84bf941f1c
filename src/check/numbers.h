/*
 * numbers.h - family 3, numbers in prose: reads the numbers of each section once and has every
 * relation judged (relation.h). What sections say against one another is across.h.
 */
#ifndef CHECK_NUMBERS_H
#define CHECK_NUMBERS_H

#include "check/passage.h"
#include "model/quantity/quantities.h"

void check_numbers(struct findings *out, const struct report *report,
                   const struct section *section);

/* The prose of a body passage (bodies_visit) as one structure, in place of what it held: no rows of
 * tables, no contents lists. */
void read_quantities(struct quantities *quantities, const struct passage *p);

#endif
