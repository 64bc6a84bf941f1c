/*
 * tx.h - transactions that roll back unless committed.
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include "base/err.h"

struct db;

enum tx_kind {
    TX_READ, /* one consistent view */
    TX_KEY,  /* survives a kill of the program; never waits long: somebody is typing */
    TX_SAVE, /* survives a power cut */
};
/* A guard: rolls back in tx_end unless committed. Inside another transaction it joins that one. */
struct tx {
    struct db *db;
    bool open, reads;
};
MUST_CHECK enum rc tx_begin(struct tx *tx, struct db *db, enum tx_kind kind, struct err *err);
MUST_CHECK enum rc tx_commit(struct tx *tx, struct err *err);
void tx_end(struct tx *tx);
/* Commits or rolls back by `rc` and returns the final code. */
MUST_CHECK enum rc tx_finish(struct tx *tx, enum rc rc, struct err *err);
/* Ends the innermost one that is open: commits, or takes back all that was done in those around it
 * too, which then cannot be committed any more. None is open where beginning it failed. */
MUST_CHECK enum rc tx_finish_open(struct db *db, enum rc rc, struct err *err);
void tx_abandon(struct db *db); /* rolls back everything, whoever began it */

#endif
