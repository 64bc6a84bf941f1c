/*
 * recover.h - what can still be read of a damaged database, as a new one. Rows are read one by one
 * by their numbers, around the pages that cannot be read (SQLite's own .recover fails on whole
 * files of ours); then the new database is made to hold together: what a report lacks is put in its
 * place empty; of a history with a hole in it what stands behind the hole goes on to lead from
 * state to state, and what stands before it is kept to be read; one that gives nothing is left out,
 * never the texts. The damaged file is only read.
 */
#ifndef STORE_RECOVER_H
#define STORE_RECOVER_H

#include "base/err.h"
#include "base/text/str.h"
#include "store/overwrite.h"

struct recovered {
    size_t reports, sections, changes; /* that are in the new file; typed splices not counted */
    size_t gaps;                       /* places where rows could not be read */
    struct str notes;                  /* what is missing, a line each, for the clerk */
};
void recovered_release(struct recovered *recovered);

/* Saves what can be read of the database at `damaged` into a new file of its mode. RC_REFUSED:
 * overwrite_check; RC_DAMAGED: nothing can be read; else as store_open and store_backup. The new
 * file appears whole or not at all. */
MUST_CHECK enum rc store_recover(struct recovered *out, const char *damaged, const char *path,
                                 enum overwrite_by by, struct err *err);

/* --- recover_rows.c --- */

#endif
