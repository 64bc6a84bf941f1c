/*
 * reading.h - all that a number can be of those around it: the sum of a run, the difference of two,
 * the quotient of two, a share of a run, a growth, a price of each. What its words say narrows it.
 */
#ifndef CHECK_READING_H
#define CHECK_READING_H

#include "check/equation.h"

enum { READINGS_MOST = 600 };

struct readings {
    struct equation at[READINGS_MOST];
    unsigned order[READINGS_MOST]; /* places of `at`, the nearest first */
    size_t count;
};

/* Of the cell, the nearest first; false: its words do not say that it is reckoned. */
bool readings_list(struct readings *readings, const struct cells *cells, const struct sentence *s,
                   size_t cell);

#endif
