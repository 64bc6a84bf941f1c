/*
 * memory.h - small things remembered for each clerk: where a report was left, the last choices.
 */
#ifndef STORE_MEMORY_H
#define STORE_MEMORY_H

#include "base/err.h"

struct store;
struct str;

/* Where a user left a report: section, offset in points, first row shown. */
struct store_spot {
    int64_t report, section;
    size_t offset, top;
};
MUST_CHECK enum rc store_set_spot(struct store *store, const struct store_spot *spot,
                                  struct err *err);
MUST_CHECK enum rc store_spot(struct store *store, int64_t report, struct store_spot *spot,
                              struct err *err); /* report 0: the last one; all 0 where none */
/* Small remembered choices of a user (the last export …): "" where there is none. */
MUST_CHECK enum rc store_set_setting(struct store *store, const char *name, const char *value,
                                     struct err *err);
MUST_CHECK enum rc store_setting(struct store *store, const char *name, struct str *value,
                                 struct err *err);

#endif
