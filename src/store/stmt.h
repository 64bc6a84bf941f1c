/*
 * stmt.h - the statements of queries.h: prepared once, bound by name, stepped, read by column. With
 * the connection (db.h) and transactions (tx.h) it is the seam behind which another driver can
 * stand.
 * A statement's errors stick: bind and step as if all went well, stmt_end() tells. Texts that are
 * bound are borrowed until stmt_end, texts that are read until the next stmt_next.
 * Failures are those of db.h.
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "base/err.h"
#include "base/text/str.h"
#include "store/queries.h"

struct sqlite3_stmt;
struct db;

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

#endif
