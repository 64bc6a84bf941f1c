/*
 * slots.h - holes of a form that nobody has filled: 减少 万元, 占 %, 20__年, 增加/减少 with neither
 * struck out. Each is an error `placeholder` without a cure: only the clerk knows the number, and
 * to close the hole would hide it.
 */
#ifndef CHECK_SLOTS_H
#define CHECK_SLOTS_H

#include "check/passage.h"

void check_slots(struct findings *out, const struct report *report, const struct section *section);
/* Whether the blanks from..to stand where a number or a date is wanted: no space to be closed;
 * `sentence`: passage_is_sentence(p). */
bool slot_is_blank(const struct passage *p, size_t from, size_t to, bool sentence);

#endif
