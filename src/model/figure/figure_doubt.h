/*
 * figure_doubt.h - what is to be asked of values that were just given, once, before or as they are
 * stored: a condition of the template that they break, a jump from last year's, a sign or a size
 * that the unit seldom has, a divisor that is nothing. The screen asks, `set` says it.
 */
#ifndef MODEL_FIGURE_FIGURE_DOUBT_H
#define MODEL_FIGURE_FIGURE_DOUBT_H

#include "model/figure/figure.h"

/* Appends a line for each doubt about what `after`, which differs from `before` in its values
 * alone, has otherwise; `asks`: each line ends with a question. What was so before is not asked
 * again. */
void figure_doubts_add(struct str *out, const struct report *before, const struct report *after,
                       bool asks);

#endif
