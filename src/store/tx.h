/*
 * tx.h - ending a transaction that was begun elsewhere (stmt.h has the rest).
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include "store/stmt.h"

/* Ends the innermost one that is open: commits, or takes back all that was done in those around it
 * too, which then cannot be committed any more. None is open where beginning it failed. */
MUST_CHECK enum rc tx_finish_open(struct db *db, enum rc rc, struct err *err);

#endif
