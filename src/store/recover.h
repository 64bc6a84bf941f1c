/*
 * recover.h - what can still be read of a damaged database, as a new one. Rows are read by the
 * trees of their tables, then from the pages that no tree leads to any more (recover_rows.h;
 * SQLite's own .recover fails on whole files of ours); then the new database is made to hold
 * together (recover_mend.h): what a report lacks is put in its place empty, what stands before a
 * hole in a history is kept to be read. All that is not as it was is told. The damaged file is only
 * read.
 */
#ifndef STORE_RECOVER_H
#define STORE_RECOVER_H

#include "base/err.h"
#include "base/text/str.h"
#include "store/overwrite.h"

struct recovered {
    size_t reports, sections, changes; /* that are in the new file; typed splices not counted */
    size_t lost;      /* records that were there and are not, or not whole, in the new file */
    bool is_damaged;  /* the damaged file is: SQLite finds faults in it */
    struct str notes; /* what is missing, a line each, for the clerk */
};
void recovered_release(struct recovered *recovered);

/* Saves what can be read of the database at `damaged` into a new file of its mode. RC_REFUSED:
 * overwrite_check; RC_DAMAGED: nothing can be read; else as store_open and store_backup. The new
 * file appears whole or not at all. */
MUST_CHECK enum rc store_recover(struct recovered *out, const char *damaged, const char *path,
                                 enum overwrite_by by, struct err *err);

#endif
