/*
 * check_support.h - sentences with truth: what one checker must say of a text, and of its
 * look-alikes nothing.
 */
#ifndef TESTS_SUPPORT_CHECK_SUPPORT_H
#define TESTS_SUPPORT_CHECK_SUPPORT_H

#include "check/check.h"

typedef void support_checker(struct findings *out, const struct report *report,
                             const struct section *section);

struct check_case {
    const char *text;  /* the body of the only section, paragraphs split by '\n' */
    const char *truth; /* "error sum; hint space", in report order; NULL: nothing at all */
};

/* Prints every case that fails, and fails the test at the end. */
void support_check_cases(support_checker *run, const struct check_case *cases, size_t count);
/* A free report of one section "工作" with that body; lines with tabs are rows of a table. */
struct report *support_report_of(const char *text);
/* All checkers, without last year's report and the office's words. */
void support_check_report(struct findings *out, const struct report *report);
/* "error sum; warning rate" */
void support_add_findings(struct str *out, const struct findings *findings);

#endif
