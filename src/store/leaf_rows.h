/*
 * leaf_rows.h - rows of tables out of the pages of a damaged database, without the trees that lead
 * to them: each page that says that it is a leaf of a table is read cell by cell, and what is no
 * cell is passed over. Whose rows they are is for the reader to tell, by their columns.
 * Source: https://www.sqlite.org/fileformat2.html (b-tree pages, record format).
 */
#ifndef STORE_LEAF_ROWS_H
#define STORE_LEAF_ROWS_H

#include "base/text/span.h"

enum {
    LEAF_PAGE = 4096,  /* bytes: every database of ours has this size of page */
    LEAF_COLUMNS = 40, /* more than any table of ours has */
};

enum leaf_kind { LEAF_NULL, LEAF_INT, LEAF_TEXT, LEAF_OTHER };
struct leaf_value {
    enum leaf_kind kind;
    int64_t number;
    struct span bytes; /* any bytes; borrowed until the next row */
    bool is_cut;       /* it ends early, or is not there: then LEAF_NULL */
};
struct leaf_row {
    int64_t number; /* its rowid */
    size_t count;   /* of columns that its record says it has */
    struct leaf_value values[LEAF_COLUMNS];
    bool is_torn; /* the lengths of its values do not add up: those from the wrong one on are cut */
    bool is_cut;  /* pages that it goes on in are not there: its values from there on are cut */
};

/* Gives every row that can be told on the pages of `image`, by pages, those of the list of free
 * pages left out. `take` returns false to stop. */
void leaf_rows_walk(struct span image, bool (*take)(void *self, const struct leaf_row *row),
                    void *self);

#endif
