/*
 * across.h - family 4, sections against one another: the same item with two values, the same digits
 * now in 元, now in 万元, a whole here and its parts there, an aim here and what was reached there,
 * a rate whose figures stand elsewhere, a grade away from its score. The whole report alone can
 * tell.
 */
#ifndef CHECK_ACROSS_H
#define CHECK_ACROSS_H

#include "model/finding.h"

void check_across(struct findings *out, const struct report *report, const struct section *section);

#endif
