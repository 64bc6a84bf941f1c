/*
 * stmt.h - one connection to the database and the statements of queries.h: prepared once, bound by
 * name, stepped, read by column; transactions that roll back unless committed. This is the seam
 * behind which another driver can stand.
 * A statement's errors stick: bind and step as if all went well, stmt_end() tells. Texts that are
 * bound are borrowed until stmt_end, texts that are read until the next stmt_next.
 * Every failure becomes one sentence that names the file and the cure (RC_BUSY, RC_READ_ONLY,
 * RC_FULL, RC_DAMAGED, RC_STORE).
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "base/err.h"
#include "base/text/str.h"
#include "store/queries.h"

struct sqlite3;
struct sqlite3_stmt;
struct db;

/* --- the connection (db.c) --- */
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
/* RC_STORE with a sentence where something stands at the path that can be no database: a folder, a
 * device, a pipe, a link to nothing. Nothing is opened, for that may wait for ever. */
MUST_CHECK enum rc db_check_kind(const char *path, struct err *err);
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
/* A consistent copy into the file at `path` (there, empty), while others write. */
MUST_CHECK enum rc db_copy_to(struct db *db, const char *path, struct err *err);
/* Makes the database what such a copy is, in one transaction; none may be open. */
MUST_CHECK enum rc db_copy_from(struct db *db, const char *path, struct err *err);
/* A database in a file of its own: `fill` makes it in an empty file beside `path`, which then takes
 * the place of `path`, of exactly that mode. On any failure nothing is left of it and the old file
 * is as it was. Ask overwrite_check first. */
MUST_CHECK enum rc db_make_file(const char *path, unsigned mode,
                                enum rc (*fill)(void *self, const char *temp, struct err *err),
                                void *self, struct err *err);
/* --- the files under it (db_files.c) --- */
bool db_has_log(const char *path);       /* a write-ahead log stands beside the database there */
bool db_has_log_index(const char *path); /* and the memory that its users share (-shm) */
/* Remembers which files they are; from then on db_check_files can tell. */
void db_note_files(struct db *db);
/* Whether they still stand at their names and are what SQLite has made of them: a look at their
 * ends, and `closely` at every checksum of the log's last 4 MB. RC_GONE with a sentence where they
 * are not. Reads at most that much, locks nothing. */
MUST_CHECK enum rc db_check_files(struct db *db, bool closely, struct err *err);
/* Closes a connection whose files are not what they were: writes nothing back, and takes away a log
 * that now stands beside another file, which it would spoil. */
void db_close_gone(struct db *db);

/* The sentence for a result code of SQLite; returns the code of ours. */
enum rc db_fail(const struct db *db, int code, struct err *err);

/* --- statements (stmt.c) --- */
struct stmt {
    struct db *db;
    struct sqlite3_stmt *handle; /* NULL: could not be prepared */
    int code;                    /* the first error, 0: none */
    int bound;                   /* the parameter that got a value last, from 1 */
};
void stmt_start(struct stmt *stmt, struct db *db, enum query query);
void stmt_bind_int(struct stmt *stmt, const char *name, int64_t value);
void stmt_bind_text(struct stmt *stmt, const char *name, struct span text);
void stmt_bind_string(struct stmt *stmt, const char *name, const char *text); /* NULL: null */
bool stmt_next(struct stmt *stmt); /* false at the end and on error */
int64_t stmt_int(const struct stmt *stmt, int column);
size_t stmt_size(const struct stmt *stmt, int column); /* a stored count; negative gives 0 */
/* What is no UTF-8 is damage: "" then, and the statement ends with RC_DAMAGED. */
struct span stmt_text(struct stmt *stmt, int column);
char *stmt_string(struct stmt *stmt, int column); /* heap; NULL where null */
/* A text that its reader looks through himself: a body may be long. */
struct span stmt_bytes(const struct stmt *stmt, int column);
bool stmt_is_null(const struct stmt *stmt, int column);
MUST_CHECK enum rc stmt_end(struct stmt *stmt, struct err *err);
MUST_CHECK enum rc stmt_run(struct stmt *stmt, struct err *err); /* to the end, rows unread */
/* An INSERT of one row: its rowid; 0: it added none. (RETURNING would make a table for the answer,
 * which takes as long as the insertion.) */
MUST_CHECK enum rc stmt_run_insert(struct stmt *stmt, int64_t *out, struct err *err);
/* For a statement that gives one number back (RETURNING id, count): 0 where it gives no row. */
MUST_CHECK enum rc stmt_run_int(struct stmt *stmt, int64_t *out, struct err *err);
const char *query_text(enum query query); /* for tests: SQLite explains how it would run it */

/* --- transactions (tx.c) --- */
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
void tx_abandon(struct db *db); /* rolls back everything, whoever began it */

#endif
