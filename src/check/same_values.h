/*
 * same_values.h - what was answered and measured this year as last year, word for word, where the
 * template does not call it stable: somebody may have forgotten to ask anew.
 */
#ifndef CHECK_SAME_VALUES_H
#define CHECK_SAME_VALUES_H

struct findings;
struct report;

/* `prior` may be NULL: then there is nothing to compare with. */
void check_same_values(struct findings *out, const struct report *report,
                       const struct report *prior);

#endif
