/*
 * stops.h - how sentences and paragraphs end: a paragraph that ends with ， or 、, the last of a
 * section with ；, one that has no stop at all, a statement that ends with a question mark.
 */
#ifndef CHECK_STOPS_H
#define CHECK_STOPS_H

#include "model/finding.h"

void check_stops(struct findings *out, const struct report *report, const struct section *section);

#endif
