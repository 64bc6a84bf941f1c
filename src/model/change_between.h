/*
 * change_between.h - the changes between two states of a report, few of them: children that keep
 * their order stay.
 */
#ifndef MODEL_CHANGE_BETWEEN_H
#define MODEL_CHANGE_BETWEEN_H

struct change_set;
struct report;

/* Adds what turns `from` into `to` (same ids) to an empty set: as few changes as can be; what lies
 * outside the tree of `to` apart. */
void change_set_between(struct change_set *set, const struct report *from, const struct report *to);

#endif
