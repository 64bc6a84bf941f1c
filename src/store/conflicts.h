/*
 * conflicts.h - texts that wait for a choice: what a window has typed on a saved text that somebody
 * else has changed since. Its clerk is asked in the window, which may be closed by now.
 */
#ifndef STORE_CONFLICTS_H
#define STORE_CONFLICTS_H

#include "base/err.h"

struct store;

struct store_conflict {
    int64_t report, section;
    char *clerk; /* whose text it is */
};
struct store_conflicts {
    struct store_conflict *items;
    size_t count, cap;
};
/* Those of a report, or of all (ALL_REPORTS), by report and section, into an empty list. */
enum { ALL_REPORTS = 0 };
MUST_CHECK enum rc store_list_conflicts(struct store *store, int64_t report,
                                        struct store_conflicts *out, struct err *err);
void store_conflicts_release(struct store_conflicts *conflicts);

#endif
