/*
 * random.h - a small generator for property tests: the same numbers from the same seed everywhere.
 */
#ifndef TESTS_SUPPORT_RANDOM_H
#define TESTS_SUPPORT_RANDOM_H

#include "model/body.h"

struct random {
    uint64_t state;
};

size_t random_below(struct random *random, size_t bound); /* 0 … bound - 1; 0 for bound 0 */
/* Appends `points` characters of one to four bytes; with breaks, '\n' among them. */
void random_add_text(struct str *out, struct random *random, size_t points, bool breaks);
void random_body(struct body *body, struct random *random, size_t most_lines); /* initialises it */

#endif
