/*
 * sheet_trial.h - a 填报表 as it goes out, filled, taken apart into cells so that a test can do to
 * it what people do, and written and read again: each row gives the right value of its figure, or a
 * sentence. Belongs to the tests of sheets that come back.
 */
#ifndef TESTS_SUPPORT_SHEET_TRIAL_H
#define TESTS_SUPPORT_SHEET_TRIAL_H

#include "model/report.h"
#include "tests/support/workbook.h"

enum { TRIAL_ASKED = 11, TRIAL_TOP = 3 /* rows above the figures */ };

/* What each figure is, in its unit. */
extern const char *const sheet_trial_truths[TRIAL_ASKED];

struct sheet_trial {
    struct report *report;
    struct workbook_sheet *page, *manifest;
    const char *names[WORKBOOK_ROWS];  /* of the figure that a row is about, NULL: none */
    const char *wanted[WORKBOOK_ROWS]; /* its right value; NULL: none is to be taken */
    bool any[WORKBOOK_ROWS];           /* nothing of it may be taken at all */
    size_t rows;
};

/* Filled with the sheet_trial_truths; the caller frees it. */
struct sheet_trial sheet_trial_new(void);
void sheet_trial_free(struct sheet_trial *trial);
/* Reads that file and fails on a value that is not its figure's; how many values are taken. */
size_t sheet_trial_read(const struct sheet_trial *trial, struct span bytes);
/* The same, of the cells as they are now. */
size_t sheet_trial_count_right(const struct sheet_trial *trial);

#endif
