/*
 * rule_change.h - what an office changes of the rules: a file rules.txt beside its word lists, a
 * line a rule: its name and off, error, warning or hint, split by a tab or blanks. '#' at the head
 * of a line begins a remark. A line that makes no sense is named, and the others hold.
 */
#ifndef CHECK_RULE_CHANGE_H
#define CHECK_RULE_CHANGE_H

#include "check/rule.h"

enum { RULE_CHANGES = 64 };

struct rule_changes {
    struct rule_change {
        struct span rule; /* of the text */
        bool off;
        enum severity severity;
    } items[RULE_CHANGES];
    size_t count;
    size_t bad_line; /* the first line that makes no sense, from 1; 0: none */
};

void rule_changes_read(struct rule_changes *changes, struct span text);
const struct rule_change *rule_changes_find(const struct rule_changes *changes, struct span rule);
/* Gives each finding that has no source its rule's, and does what the office says: drops it or
 * changes its severity. changes may be NULL. */
void rule_changes_apply(const struct rule_changes *changes, const struct rules *rules,
                        struct findings *findings);
/* Says on the title which rules are off or changed. */
void rule_changes_tell(const struct rule_changes *changes, struct findings *out,
                       const struct report *report);

#endif
