/*
 * search_hit.h - a place in a report where words that were looked for stand.
 */
#ifndef MODEL_SEARCH_HIT_H
#define MODEL_SEARCH_HIT_H

#include "base/base.h"

struct search_hit {
    int64_t report, section;
    int year;
    char *unit, *short_name, *path, *name, *heading; /* name: "" for a section of the clerk's own */
    char *sentence;        /* with the first of the words in it; of the heading where the text has
                              none */
    size_t at;             /* byte in the sentence where that word begins */
    size_t offset, length; /* points in the body; both 0: in the heading */
};
struct search_hits {
    struct search_hit *items;
    size_t count, cap;
    int64_t next; /* what to give as `before` for the hits after these; 0: there are none */
};
void search_hits_release(struct search_hits *hits);

#endif
