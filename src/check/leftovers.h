/*
 * leftovers.h - what copied pages left in the text: lists of contents, page numbers, running heads.
 * Each finding offers to take its lines away.
 */
#ifndef CHECK_LEFTOVERS_H
#define CHECK_LEFTOVERS_H

#include "model/finding.h"

void check_leftovers(struct findings *out, const struct report *report,
                     const struct section *section);

#endif
