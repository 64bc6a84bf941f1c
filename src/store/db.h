/*
 * db.h - one connection to the database: opened, shared, synced, copied. Every failure becomes one
 * sentence that names the file and the cure (RC_BUSY, RC_READ_ONLY, RC_FULL, RC_DAMAGED,
 * RC_STORE).
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/err.h"

struct db;
struct str;

enum db_access {
    DB_WRITE,     /* RC_READ_ONLY where the file cannot be written */
    DB_ALONE,     /* the same without shared memory, for a disk that has no room for it: nobody else
                     can have the file open meanwhile (RC_BUSY) */
    DB_READ,      /* through the shared memory of the other connections */
    DB_READ_LOG,  /* the same without shared memory and without locks: nobody writes, but a log was
                     left in a folder that cannot be written, and stands for what is newest */
    DB_IMMUTABLE, /* nobody else writes, and there is no log */
};
MUST_CHECK enum rc db_open(struct db **out, const char *path, enum db_access access,
                           struct err *err);
void db_close(struct db *db); /* NULL is allowed */
const char *db_path(const struct db *db);
bool db_is_read_only(const struct db *db);
/* Milliseconds a call waits for another program's lock before RC_BUSY. */
void db_set_wait(struct db *db, int ms);
void db_pause(int ms); /* before another try */
/* Gives the memory back that reading or indexing a long text took; within a transaction it stays in
 * use. */
void db_give_back(struct db *db);
/* The journal that this connection works with, and where one alone may work (a network's disk) the
 * lock that keeps others out until it is closed. The file's own mode is changed where it is
 * another.
 */
MUST_CHECK enum rc db_use_journal(struct db *db, struct err *err);
bool db_is_remote(const struct db *db);
/* Opened with DB_ALONE, and not shared since. */
bool db_is_alone(const struct db *db);
/* There is room again: lets the others in. RC_FULL, RC_BUSY: not yet, it goes on as it was. */
MUST_CHECK enum rc db_share(struct db *db, struct err *err);
/* Runs a script of the program's own (migrations, pragmas); no parameters. */
MUST_CHECK enum rc db_run_script(struct db *db, const char *sql, struct err *err);
/* The first column of the first row: `sql` is a pragma or a test's question. 0 where none. */
MUST_CHECK enum rc db_ask_int(struct db *db, const char *sql, int64_t *out, struct err *err);
/* Every row of a pragma on a line of its own, the columns parted by blanks. */
MUST_CHECK enum rc db_ask_lines(struct db *db, const char *sql, struct str *out, struct err *err);
MUST_CHECK enum rc db_ask_text(struct db *db, const char *sql, struct str *out, struct err *err);
/* Of the write-ahead log, there or not; NULL: none can be. Borrowed. */
const char *db_log_path(const struct db *db);
/* What was committed without a sync (TX_KEY) reaches the disk: one sync of the log, which
 * holds all of it. */
MUST_CHECK enum rc db_sync(struct db *db, struct err *err);
/* Writes pages of the log back into the database when it has grown; never waits. */
void db_trim_log(struct db *db);
/* A database in a file of its own: `fill` makes it in an empty file beside `path`, which then takes
 * the place of `path`, of exactly that mode. On any failure nothing is left of it and the old file
 * is as it was. Ask overwrite_check first. */
MUST_CHECK enum rc db_make_file(const char *path, unsigned mode,
                                enum rc (*fill)(void *self, const char *temp, struct err *err),
                                void *self, struct err *err);

#endif
