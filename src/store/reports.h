/*
 * reports.h - a report found by its uid (model/report.h), wherever its files have been.
 */
#ifndef STORE_REPORTS_H
#define STORE_REPORTS_H

#include "store/store.h"

/* The report with that uid, trashed or not; 0: none. */
MUST_CHECK enum rc store_find_uid(struct store *store, struct span uid, int64_t *report,
                                  struct err *err);

#endif
