/*
 * repeats.h - the same phrase with the same number twice or more: 发放宣传资料2万余份.
 */
#ifndef CHECK_REPEATS_H
#define CHECK_REPEATS_H

struct findings;
struct report;
struct section;

void check_repeats(struct findings *out, const struct report *report,
                   const struct section *section);

#endif
