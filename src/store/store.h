/*
 * store.h - the database: one SQLite file, WAL, STRICT tables, append-only history. The store knows
 * statements and transactions; what a change means is the model's, who may do what is the
 * session's. A store is one connection; several processes work on one file. Every call that writes
 * is one transaction (BEGIN IMMEDIATE). Errors are sentences for the clerk: RC_BUSY locked past the
 * wait, RC_READ_ONLY, RC_FULL, RC_DAMAGED, RC_NEWER, RC_NOT_FOUND, RC_CONFLICT.
 *
 * Text as it is worked on: a section has a base text at a revision; typed text comes as splices on
 * that base, each in one short transaction, and is folded into one history row and revision + 1.
 * Who types is a window, one run of the program; what is folded is worked out from the rows. A
 * reader sees the base plus the newest splices of the user, else the newest of all.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/change.h"
#include "model/finding.h"
#include "model/library_row.h"
#include "store/overwrite.h"

struct store;

enum store_mode {
    STORE_CREATE,
    STORE_EXISTING,
    STORE_READ_ONLY,
    STORE_LOOK,   /* only read: not a byte of the file changes */
    STORE_VERIFY, /* the same, of an earlier version too (store_is_older) */
};
/* Opens (makes, migrates) the database. The folder is made 0700 where `own_folder`; a new file gets
 * 0600, or 0660 in a setgid group-writable folder. `user` is recorded with every change. A database
 * that cannot be written is opened read-only by the reading commands (STORE_READ_ONLY). */
MUST_CHECK enum rc store_open(struct store **out, const char *path, const char *user,
                              enum store_mode mode, struct err *err);
void store_close(struct store *store);
bool store_is_older(struct store *store); /* of an earlier version: STORE_VERIFY alone */
const char *store_path(const struct store *store);
const char *store_user(const struct store *store);
unsigned store_file_mode(const struct store *store); /* when it was opened; copies have the same */
/* This run of the program, among all that write: a random number. Another store can go on as it. */
int64_t store_window(const struct store *store);
void store_set_window(struct store *store, int64_t window);
bool store_is_read_only(const struct store *store);
/* How long a call waits for another program's lock (5,000 ms; typing never over 60); less only for
 * tests that hold one. */
void store_set_wait(struct store *store, int ms);

struct store_seen { /* whose text it is that is seen, up to which splice */
    char *clerk;
    int64_t window, last;
};

/* Several calls as one transaction; the calls' own join it. store_finish ends it whatever comes:
 * commits where all went well (rc is RC_OK), else, or where that fails, takes everything back.
 * Gives rc, or why it could not be committed. Also after a store_begin that failed. */
MUST_CHECK enum rc store_begin(struct store *store, struct err *err);
MUST_CHECK enum rc store_finish(struct store *store, enum rc rc, struct err *err);
/* Several loads that see the file as it was at one moment. Nothing may be written meanwhile. */
MUST_CHECK enum rc store_begin_reading(struct store *store, struct err *err);
void store_end_reading(struct store *store); /* also after a beginning that failed */

/* On a network's disk: this program alone has it open, and nobody else can. */
bool store_is_remote(const struct store *store);
/* The disk was full when it was opened: this program alone works in it, what is written waits. */
bool store_is_alone(const struct store *store);
/* There may be room again: the others are let in. False: still alone. No transaction is open. */
bool store_share(struct store *store);

/* Closes it after RC_GONE: writes nothing back, and takes away a log of ours that would spoil the
 * file which now stands beside it. */
void store_close_gone(struct store *store);

#endif
