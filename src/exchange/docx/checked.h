/*
 * checked.h - what the check has found, as comments in a Word file at the words that it is about.
 */
#ifndef EXCHANGE_DOCX_CHECKED_H
#define EXCHANGE_DOCX_CHECKED_H

#include "base/err.h"
#include "base/text/str.h"

struct findings;
struct report;

/* Appends the file with a comment of DOCX_CHECKER for each finding. The report is what the file
 * was read in as, or what was written into it: both say the same in the same order. Where they do
 * not, a comment stands at the nearest words that both have. RC_INPUT, RC_OUTPUT. */
MUST_CHECK enum rc docx_add_findings(struct str *out, struct span docx, const struct report *report,
                                     const struct findings *findings, struct err *err);

#endif
