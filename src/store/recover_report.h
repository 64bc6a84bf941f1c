/*
 * recover_report.h - each report of a recovered database for itself: what it needs to be opened
 * again is done, the least first, and said.
 */
#ifndef STORE_RECOVER_REPORT_H
#define STORE_RECOVER_REPORT_H

#include "base/err.h"

struct salvage;
struct store;

/* After it report_verify finds nothing wrong with any. The triggers that keep the history are not
 * there. Fails only where the new file cannot be written. */
MUST_CHECK enum rc recover_reports(struct store *store, struct salvage *salvage, struct err *err);

#endif
