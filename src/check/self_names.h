/*
 * self_names.h - what an office calls itself: 我镇 in the report of a 局 was copied from another's.
 */
#ifndef CHECK_SELF_NAMES_H
#define CHECK_SELF_NAMES_H

#include "model/finding.h"

void check_self_names(struct findings *out, const struct report *report,
                      const struct section *section);

#endif
