/*
 * excerpts.h - a folder of texts with their truth: NN.txt beside NN.json. The truth is an object:
 * "errors" is a list of {"quote", "rule"} that are certainly wrong ("why", "arith" and others are
 * for people), "debatable" a list of quotes that may be raised or not (or of objects with a
 * "quote"). Every file is checked as `check --file` does. A finding meets a quote where their
 * places in the text have a character in common, blanks and line ends apart.
 */
#ifndef TESTS_SUPPORT_EXCERPTS_H
#define TESTS_SUPPORT_EXCERPTS_H

#include "model/finding.h"

#include <stddef.h>

enum { EXCERPT_FINDINGS = 2000, EXCERPT_TRUTHS = 400 };

struct excerpt_truth {
    const char *quote, *rule;
    bool of_numbers;  /* it counts as found only where an error says it */
    bool raised;      /* by any finding */
    bool raised_hard; /* by an error */
};

enum excerpt_verdict { EXCERPT_TRUE, EXCERPT_DEBATABLE, EXCERPT_FALSE };

struct excerpt {
    const char *path;
    size_t points;
    struct excerpt_truth truths[EXCERPT_TRUTHS];
    size_t truth_count;
    const struct report *report;
    const struct findings *findings;
    enum excerpt_verdict verdicts[EXCERPT_FINDINGS]; /* one for each finding */
};

typedef void excerpt_visitor(void *context, const struct excerpt *excerpt);
/* Every NN.txt of the folder that has an NN.json, by name; false: no such folder. A truth that is
 * no such object, or a quote that does not stand in its text, ends the program with a sentence. */
bool excerpts_visit(const char *folder, excerpt_visitor *visit, void *context);
bool excerpt_is_found(const struct excerpt_truth *truth);

#endif
