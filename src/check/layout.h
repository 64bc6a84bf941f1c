/*
 * layout.h - family 6, the layout of prose: 一是二是三是, 以下N个方面, pairs of brackets and
 * quotes, dates that do not exist, brackets of document numbers, debris of Word. Labels of headings
 * and items are numbering.h's.
 */
#ifndef CHECK_LAYOUT_H
#define CHECK_LAYOUT_H

#include "model/finding.h"

void check_layout(struct findings *out, const struct report *report, const struct section *section);

#endif
