/*
 * db_private.h - the inside of a connection, for db.c, stmt.c, tx.c and tokenizer.c alone: no other
 * file of the program sees SQLite.
 */
#ifndef STORE_DB_PRIVATE_H
#define STORE_DB_PRIVATE_H

#include "base/os/file.h"
#include "store/db.h"
#include "store/stmt.h"
#include "store/tx.h"

#include <sqlite3.h>

enum { LOG_PAGES_MOST = 1000 }; /* more of them are written back */

struct db {
    sqlite3 *handle;
    char *path;
    struct file_identity file, log;        /* db_files.c: as they were opened */
    sqlite3_stmt *statements[QUERY_COUNT]; /* prepared at first use */
    enum db_access access;
    int wait;     /* for another program's lock, milliseconds */
    int patience; /* the same, of the transaction that begins now */
    int64_t waits_since;
    int log_pages;   /* in the write-ahead log after the last commit */
    bool is_remote;  /* on another computer's disk: no shared memory, one program at a time */
    bool alone;      /* DB_ALONE: no shared memory, on a full disk */
    bool was_full;   /* a transaction found no room: the log is written back before the next */
    bool full_sync;  /* PRAGMA synchronous as it is now: FULL, else NORMAL */
    unsigned depth;  /* transactions begun and not ended, the joined ones too */
    bool writes;     /* the open transaction may write */
    bool broken;     /* an inner one rolled back: the outer ones cannot commit any more */
    enum tx_kind tx; /* of the outermost */
};

#endif
