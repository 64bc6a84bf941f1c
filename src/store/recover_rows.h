/*
 * recover_rows.h - rows of a damaged table: first by its tree, as far as that leads; where the file
 * is damaged then those that stand on its pages and were not found so (store/leaf_rows.h). A row of
 * which a part is no value of its column is kept with a default in its place, one that ends early
 * as far as it goes, and both are noted.
 */
#ifndef STORE_RECOVER_ROWS_H
#define STORE_RECOVER_ROWS_H

#include "base/err.h"
#include "base/text/str.h"

struct db;

struct salvage {
    struct db *from, *to;
    struct span image; /* the pages of the damaged file; empty: nothing of it is damaged */
    size_t lost;       /* records that were there and are not, or not whole, in the new file */
    struct str *notes; /* a line each, for the clerk */
};

/* Copies every row of a table that can be read. Fails only where the new file cannot be written. */
MUST_CHECK enum rc recover_table(struct salvage *salvage, const char *table, struct err *err);
/* A line of the notes, cleaned of what is no text of one line. */
void salvage_note(struct salvage *salvage, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
