/*
 * unfilled.h - numbers that are gone together with their blanks (执行率为，; 发放补贴元，), letters
 * in place of digits (X月X日, N个), and what the form says to its reader (此处填写). Blanks and
 * lines are told by slots.h.
 */
#ifndef CHECK_UNFILLED_H
#define CHECK_UNFILLED_H

#include "model/finding.h"

void check_unfilled(struct findings *out, const struct report *report,
                    const struct section *section);

#endif
