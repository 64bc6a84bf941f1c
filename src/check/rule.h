/*
 * rule.h - the rules of the checker as data: schema/rules.txt, built in. What a rule says, what it
 * rests on and its examples are read by `jixiao rules`, by every finding that names no source of
 * its own, and by the tests, which run the examples.
 */
#ifndef CHECK_RULE_H
#define CHECK_RULE_H

#include "base/text/str.h"
#include "model/finding.h"

enum { RULE_EXAMPLES = 4 };

struct rule { /* spans of the built-in file */
    struct span name, title, says, source;
    enum severity severity; /* the gravest that it raises */
    bool raises[SEVERITY_ERROR + 1];
    struct span wrong[RULE_EXAMPLES], right[RULE_EXAMPLES];
    size_t wrong_count, right_count;
    struct span prior, unit, year; /* what the examples need besides their text, or empty */
    struct span needs;             /* what an example in a text cannot show, or empty */
};

struct rules {
    struct rule *items; /* in the order of the file */
    size_t count, cap;
    size_t bad_line; /* the first line that makes no sense, from 1; 0: none */
};

void rules_init(struct rules *rules);
void rules_release(struct rules *rules);
const struct rule *rules_find(const struct rules *rules, struct span name); /* NULL: none */
/* The rules as a page of the manual (Markdown). */
void rules_add_page(struct str *out, const struct rules *rules);

#endif
