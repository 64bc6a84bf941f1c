/*
 * time_order.h - dates that cannot follow one another so: finished before it was begun, the second
 * batch before the first, a span of years that ends before it begins.
 */
#ifndef CHECK_TIME_ORDER_H
#define CHECK_TIME_ORDER_H

#include "model/finding.h"

void check_time_order(struct findings *out, const struct report *report,
                      const struct section *section);

#endif
