/*
 * match.h - which section of the template a heading is.
 */
#ifndef EXCHANGE_OUTLINE_MATCH_H
#define EXCHANGE_OUTLINE_MATCH_H

#include "base/text/span.h"

struct report;
struct template_section;

/* How alike two headings are, in percent; years, punctuation and blanks do not count. 100: equal.
 */
int outline_similarity(struct span a, struct span b);
/* The child of `parent` (attachments apart) whose heading is most alike, NULL below 60 percent. */
const struct template_section *outline_best_match(const struct template_section *parent,
                                                  struct span heading, int *percent);
/* Names the report's sections by its template; confidence (percent) is written by id. */
void outline_match(struct report *report, int *confidence);

#endif
