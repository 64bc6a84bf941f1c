/*
 * corpus.h - texts with known truth: tests/data/checks/ (its README.md tells the format). A text is
 * checked as the only section of a report, a file as the report that importing makes of it.
 */
#ifndef TESTS_SUPPORT_CORPUS_H
#define TESTS_SUPPORT_CORPUS_H

#include "base/text/str.h"
#include "model/finding.h"

enum { CORPUS_TRUTHS = 40, CORPUS_MOST = 4 << 20 };

struct corpus_truth {
    enum severity severity;
    struct span rule, marked; /* what the finding marks: its span, or the heading's line */
    size_t line;
    bool found;
};

struct corpus_case {
    const char *path; /* of the corpus */
    size_t line;      /* in it, from 1 */
    struct span text; /* a body, or the path of a file */
    bool is_file;
    size_t points; /* of all bodies */
    struct corpus_truth truths[CORPUS_TRUTHS];
    size_t truth_count;
    const struct report *report;
    const struct findings *findings;
    const bool *expected; /* one for each finding */
};

typedef void corpus_visitor(void *context, const struct corpus_case *one);
/* Every case of one file, checked. A file that a case names and that is not here is left out. */
void corpus_visit(const char *path, corpus_visitor *visit, void *context);
/* Every *.txt of tests/data/checks, by name. */
void corpus_visit_all(corpus_visitor *visit, void *context);
/* What a finding marks, in one line as the corpus writes it. */
void corpus_add_marked(struct str *out, const struct report *report, const struct finding *finding);

#endif
