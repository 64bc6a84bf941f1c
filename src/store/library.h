/*
 * library.h - the library by page: ten thousand reports are listed as fast as ten. The newest
 * change first, as store_list.
 */
#ifndef STORE_LIBRARY_H
#define STORE_LIBRARY_H

#include "model/library_row.h"
#include "store/store.h"

/* Newest change first. */
MUST_CHECK enum rc store_list(struct store *store, bool trashed, struct library_rows *out,
                              struct err *err);

/* Whether there is a report at all, in the trash too. */
MUST_CHECK enum rc store_has_reports(struct store *store, bool *any, struct err *err);
MUST_CHECK enum rc store_count_reports(struct store *store, bool trashed, size_t *count,
                                       struct err *err);
/* At most `most` rows from the `from`-th on. */
MUST_CHECK enum rc store_list_page(struct store *store, bool trashed, size_t from, size_t most,
                                   struct library_rows *out, struct err *err);
/* How many rows stand before that report; 0 where it is not listed. */
MUST_CHECK enum rc store_list_rank(struct store *store, int64_t report, size_t *rank,
                                   struct err *err);
/* Those whose unit, short name, title or year hold every word (parted by blanks), at most `most`.
 */
MUST_CHECK enum rc store_find_reports(struct store *store, struct span words, size_t most,
                                      struct library_rows *out, struct err *err);
/* Those that this user left last, at most `most`; the trash apart. */
MUST_CHECK enum rc store_recent_reports(struct store *store, size_t most, struct library_rows *out,
                                        struct err *err);

#endif
