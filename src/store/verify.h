/*
 * verify.h - is the database whole, and a copy of it.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "store/overwrite.h"

struct store;
struct str;

/* A copy of the whole in one file, of the database's own mode. RC_REFUSED: overwrite_check. */
MUST_CHECK enum rc store_backup(struct store *store, const char *path, enum overwrite_by by,
                                struct err *err);
/* integrity_check, foreign keys, and that every text equals what its history gives. A line for each
 * fault is appended to `faults`; RC_DAMAGED with a sentence that says what to do. */
MUST_CHECK enum rc store_verify(struct store *store, struct str *faults, struct err *err);

/* A further look at a report, by what the store does not know; RC_DAMAGED becomes a line. */
typedef enum rc store_look_at_report(struct store *store, int64_t report, struct err *err);

/* The same of the file at that path, with a further look where `also` is not NULL, of which not a
 * byte changes, whatever state it is in: no log is written back and no structure brought up to
 * date. One of an earlier version (*older) is looked through as a file alone. RC_STORE: there is
 * none; else as store_open. */
MUST_CHECK enum rc store_verify_file(const char *path, store_look_at_report *also,
                                     struct str *faults, bool *older, struct err *err);

/* Its texts and its tree are what its history makes of its beginning: each step back must
 * find the text that it has put there. RC_DAMAGED. */
MUST_CHECK enum rc report_verify(struct store *store, int64_t id, struct err *err);

#endif
