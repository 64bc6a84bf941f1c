/*
 * score_support.h - reports with figures and a score sheet for tests.
 */
#ifndef TESTS_SUPPORT_SCORE_SUPPORT_H
#define TESTS_SUPPORT_SCORE_SUPPORT_H

#include "model/figure/score.h"

/* A report of 2022 of a template's YAML text; values: name, text, …, NULL. */
struct report *support_report_with(struct span yaml, const char *const *values);
/* What a whole hunan-standard report has: figures whose sums hold, and a score sheet of 96.96. */
extern const char *const support_hunan_values[];
/* The report with them, every section written. */
struct report *support_hunan_report(struct span yaml);
/* The line of an indicator; NULL: none. */
const struct score_line *support_score_line(const struct score_sheet *sheet, const char *name);
/* A template of docs/examples/ or tests/data/, whole; the caller releases it. */
void support_read_file(struct str *out, const char *path);

#endif
