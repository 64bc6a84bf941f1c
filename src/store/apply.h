/*
 * apply.h - storing a change set that the model has applied: rows of sections, values, texts, the
 * history.
 */
#ifndef STORE_APPLY_H
#define STORE_APPLY_H

#include "base/err.h"

struct change_set;
struct report;
struct store;

/* Stores a change set that was applied to `report` (fields, places, values; its splices are added
 * and folded in the same transaction). Checks outline and body revisions: RC_CONFLICT. Brings
 * report->outline_revision and section revisions up to date. *act_id gets its number. */
MUST_CHECK enum rc store_apply(struct store *store, struct report *report,
                               const struct change_set *set, int64_t *act_id, struct err *err);

#endif
