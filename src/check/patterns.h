/*
 * patterns.h - the patterns that an office adds in its template (docs/template.md, rules): each
 * place that matches is a finding with the rule's message, severity and source.
 */
#ifndef CHECK_PATTERNS_H
#define CHECK_PATTERNS_H

#include "model/finding.h"

void check_patterns(struct findings *out, const struct report *report,
                    const struct section *section);

#endif
