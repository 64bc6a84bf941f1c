#include "store/db.h"
#include "store/db_error.h"
#include "store/db_private.h"

#include "base/mem.h"
#include "base/text/utf8.h"

#include <errno.h>
#include <string.h>

#define X(name, sql) [QUERY_##name] = (sql),
static const char *const query_sql[QUERY_COUNT] = {QUERY_LIST(X)};
#undef X

const char *query_text(enum query query) {
    return query_sql[query];
}

void stmt_start(struct stmt *stmt, struct db *db, enum query query) {
    *stmt = (struct stmt){.db = db};
    sqlite3_stmt **prepared = &db->statements[query];
    if (*prepared == NULL)
        stmt->code = sqlite3_prepare_v3(db->handle, query_sql[query], -1, SQLITE_PREPARE_PERSISTENT,
                                        prepared, NULL);
    assert(*prepared == NULL || !sqlite3_stmt_busy(*prepared)); /* one user at a time */
    stmt->handle = *prepared;
}

/* $N is numbered by first appearance: only the name is sure. */
/* Mostly the one behind the last, since they are bound as they stand in the statement: SQLite
 * compares all names. */
static int parameter(struct stmt *stmt, const char *name) {
    const char *next = sqlite3_bind_parameter_name(stmt->handle, stmt->bound + 1);
    bool is_next = next != NULL && strcmp(next, name) == 0;
    int index = is_next ? stmt->bound + 1 : sqlite3_bind_parameter_index(stmt->handle, name);
    assert(index > 0);
    stmt->bound = index;
    return index;
}

static void keep_first(struct stmt *stmt, int code) {
    if (stmt->code == SQLITE_OK)
        stmt->code = code;
}

void stmt_bind_int(struct stmt *stmt, const char *name, int64_t value) {
    if (stmt->handle != NULL)
        keep_first(stmt, sqlite3_bind_int64(stmt->handle, parameter(stmt, name), value));
}

void stmt_bind_text(struct stmt *stmt, const char *name, struct span text) {
    if (stmt->handle != NULL)
        keep_first(stmt, sqlite3_bind_text64(stmt->handle, parameter(stmt, name),
                                             text.p != NULL ? text.p : "", text.n, SQLITE_STATIC,
                                             SQLITE_UTF8));
}

void stmt_bind_string(struct stmt *stmt, const char *name, const char *text) {
    if (text != NULL)
        stmt_bind_text(stmt, name, span_of(text));
    else if (stmt->handle != NULL)
        keep_first(stmt, sqlite3_bind_null(stmt->handle, parameter(stmt, name)));
}

bool stmt_next(struct stmt *stmt) {
    if (stmt->code != SQLITE_OK)
        return false;
    errno = 0; /* what the step leaves there tells a full disk from a broken one */
    int code = sqlite3_step(stmt->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        stmt->code = code;
    return code == SQLITE_ROW;
}

int64_t stmt_int(const struct stmt *stmt, int column) {
    return sqlite3_column_int64(stmt->handle, column);
}

size_t stmt_size(const struct stmt *stmt, int column) {
    int64_t value = stmt_int(stmt, column);
    return value > 0 ? (size_t)value : 0;
}

struct span stmt_bytes(const struct stmt *stmt, int column) {
    const char *text = (const char *)sqlite3_column_text(stmt->handle, column);
    if (text == NULL)
        return SPAN("");
    return (struct span){text, (size_t)sqlite3_column_bytes(stmt->handle, column)};
}

struct span stmt_text(struct stmt *stmt, int column) {
    struct span text = stmt_bytes(stmt, column);
    if (utf8_is_valid(text, NULL))
        return text;
    keep_first(stmt, SQLITE_CORRUPT); /* which SQLite does not notice within a text */
    return SPAN("");
}

char *stmt_string(struct stmt *stmt, int column) {
    return stmt_is_null(stmt, column) ? NULL : span_copy(stmt_text(stmt, column));
}

bool stmt_is_null(const struct stmt *stmt, int column) {
    return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

enum rc stmt_end(struct stmt *stmt, struct err *err) {
    enum rc rc = RC_OK;
    if (stmt->code != SQLITE_OK)
        rc = db_fail(stmt->db, stmt->code, err); /* before the reset: it reads the message */
    if (stmt->handle != NULL) {
        (void)sqlite3_reset(stmt->handle);
        (void)sqlite3_clear_bindings(stmt->handle);
    }
    stmt->handle = NULL;
    return rc;
}

enum rc stmt_run(struct stmt *stmt, struct err *err) {
    while (stmt_next(stmt))
        ;
    return stmt_end(stmt, err);
}

enum rc stmt_run_insert(struct stmt *stmt, int64_t *out, struct err *err) {
    sqlite3 *handle = stmt->db->handle;
    *out = 0;
    while (stmt_next(stmt))
        ;
    if (stmt->code == SQLITE_OK && sqlite3_changes(handle) > 0)
        *out = sqlite3_last_insert_rowid(handle);
    return stmt_end(stmt, err);
}

enum rc stmt_run_int(struct stmt *stmt, int64_t *out, struct err *err) {
    *out = 0;
    while (stmt_next(stmt))
        *out = stmt_int(stmt, 0);
    return stmt_end(stmt, err);
}
