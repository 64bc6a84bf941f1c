/*
 * search.h - words in all reports: the saved texts by the index, what waits for it and what is only
 * typed by reading. A reader's text counts: one's own draft, else that of who wrote last. Reports
 * in the trash are not found. The index follows in slices while nobody types.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "model/search_hit.h"
#include "store/store.h"

/* The newest change first, at most `most`. `before` 0: from the newest on. RC_REFUSED: no words. */
MUST_CHECK enum rc store_search(struct store *store, struct span words, int64_t before, size_t most,
                                struct search_hits *out, struct err *err);

/* One slice of a few milliseconds; *more: there is more to index. */
MUST_CHECK enum rc store_index(struct store *store, bool *more, struct err *err);

#endif
