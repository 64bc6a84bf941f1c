/*
 * history.h - what was done to a report: who, when, what, newest first, by page; and the report as
 * it was at any moment. Everything given out belongs to the caller; errors as in store.h.
 */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "model/history_row.h"
#include "store/store.h"

MUST_CHECK enum rc store_history(struct store *store, int64_t report,
                                 const struct history_filter *filter, struct history_rows *out,
                                 struct err *err);
/* Who has changed the report, and which values were changed: sorted, ended by NULL, the caller's
 * (store_names_free). */
MUST_CHECK enum rc store_history_clerks(struct store *store, int64_t report, char ***out,
                                        struct err *err);
MUST_CHECK enum rc store_history_values(struct store *store, int64_t report, char ***out,
                                        struct err *err);
void store_names_free(char **names);
/* The report as it was right after that change; 0: before the first one. RC_NOT_FOUND: not a change
 * of this report, or one before a gap. */
MUST_CHECK enum rc store_load_at(struct store *store, int64_t report, int64_t change,
                                 struct report **out, struct err *err);

/* Undoes in the report (as report_load_base gives it) all that came after that row; 0: all that the
 * history gives. RC_DAMAGED where it does not fit; RC_NOT_FOUND for a row before a gap, which
 * recovery has found (recover.c): what stands there is listed, and leads to no state any more. */
MUST_CHECK enum rc history_unwind(struct store *store, struct report *report, int64_t after,
                                  struct err *err);
/* *end: the last row of the newest step that does not fit what stands behind it; 0: all fit. */
MUST_CHECK enum rc history_find_gap(struct store *store, int64_t report, int64_t *end,
                                    struct err *err);

#endif
