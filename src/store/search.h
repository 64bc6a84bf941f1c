/*
 * search.h - words in all reports: the saved texts by the index, what waits for it and what is only
 * typed by reading. A reader's text counts: one's own draft, else that of who wrote last. Reports
 * in the trash are not found. The index follows in slices while nobody types.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"

struct store_hit {
    int64_t report, section;
    int year;
    char *unit, *short_name, *path, *name, *heading; /* name: "" for a section of the clerk's own */
    char *sentence;        /* with the first of the words in it; of the heading where the text has
                              none */
    size_t at;             /* byte in the sentence where that word begins */
    size_t offset, length; /* points in the body; both 0: in the heading */
};
struct store_hits {
    struct store_hit *items;
    size_t count, cap;
    int64_t next; /* what to give as `before` for the hits after these; 0: there are none */
};

/* The newest change first, at most `most`. `before` 0: from the newest on. RC_REFUSED: no words. */
MUST_CHECK enum rc store_search(struct store *store, struct span words, int64_t before, size_t most,
                                struct store_hits *out, struct err *err);
void store_hits_release(struct store_hits *hits);

/* One slice of a few milliseconds; *more: there is more to index. */
MUST_CHECK enum rc store_index(struct store *store, bool *more, struct err *err);

#endif
