/*
 * check.h - the checkers: pure functions from a report to findings, one file a family, one table.
 * A checker reads the report and never changes it. It can be asked for one section (after a change)
 * or for the whole report.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "check/own_words.h"
#include "model/finding.h"

struct checker {
    const char *family;
    /* section NULL: the whole report; else only what concerns that section */
    void (*run)(struct findings *out, const struct report *report, const struct section *section);
};
extern const struct checker checkers[]; /* ends with an entry without a family */

/* What a report is checked against besides itself; each may be NULL. */
struct check_against {
    const struct report *prior;           /* last year's */
    const struct own_words *words;        /* the word lists of the office (own_words.h) */
    const struct library_values *library; /* what the library gives (library.h) */
};
/* Runs all and sorts by report order. */
void check_report(struct findings *out, const struct report *report,
                  const struct check_against *against);
size_t check_family_count(void);
/* The same by families, from 0 until it returns false: the last one has sorted them. */
bool check_report_family(struct findings *out, const struct report *report,
                         const struct check_against *against, size_t family);
/* After a change of one section's text: what rests on that section alone is found anew in a list
 * that check_report made; what looks across sections stays until the next whole check. */
void check_update(struct findings *findings, const struct report *report,
                  const struct section *section, const struct own_words *words);

#endif
