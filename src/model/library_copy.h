/*
 * library_copy.h - a copy of the whole library, of the day that it was made on.
 */
#ifndef MODEL_LIBRARY_COPY_H
#define MODEL_LIBRARY_COPY_H

#include "base/base.h"

struct library_copy {
    char *name; /* the day: 2026-11-25 */
    char *path;
    int64_t day;   /* since 1970, local time */
    int64_t made;  /* seconds of Unix time */
    uint64_t size; /* bytes */
};
struct library_copies { /* newest first */
    struct library_copy *items;
    size_t count, cap;
};
void library_copies_release(struct library_copies *copies);

#endif
