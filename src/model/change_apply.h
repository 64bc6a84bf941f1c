/*
 * change_apply.h - a change set done to a report: applied whole or not at all, and turned round to
 * undo it.
 */
#ifndef MODEL_CHANGE_APPLY_H
#define MODEL_CHANGE_APPLY_H

#include "base/err.h"

struct change;
struct change_set;
struct report;

/* Applies all, or none: RC_CONFLICT where the report is not what the set expects, RC_DAMAGED where
 * a text makes no sense (an unknown style, a year of letters). */
MUST_CHECK enum rc change_set_apply(struct report *report, const struct change_set *set,
                                    struct err *err);
void change_set_invert(struct change_set *set); /* in place; the order turns round */

enum rc change_apply(struct report *report, const struct change *change, struct err *err);

#endif
