#include "store/recover_rows.h"

#include "store/db.h"
#include "store/db_error.h"

#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "store/db_private.h"

#include <stdint.h>

enum {
    LEAP_BITS = 40,        /* a gap is leapt by powers of two up to this */
    PROBES_MOST = 1000000, /* numbers tried one by one within a gap */
};

struct copy {
    struct db *to;
    sqlite3_stmt *after, *at, *insert; /* of the damaged file, and of the new one */
    int columns;
    int64_t last; /* number of the row that was read last */
    size_t rows;
    int trouble; /* of the new file: SQLite's result */
};

/* The columns of a table, each with a line end behind it. */
static void list_columns(struct str *out, struct db *db, const char *table) {
    struct str sql = STR_INIT;
    sqlite3_stmt *list = NULL;
    str_add_format(&sql, "SELECT name FROM pragma_table_info('%s') ORDER BY cid", table);
    if (sqlite3_prepare_v2(db->handle, sql.s, -1, &list, NULL) == SQLITE_OK)
        while (sqlite3_step(list) == SQLITE_ROW) {
            str_add_text(out, (const char *)sqlite3_column_text(list, 0));
            str_add_byte(out, '\n');
        }
    (void)sqlite3_finalize(list);
    str_release(&sql);
}

static bool has_line(struct span lines, struct span line) {
    struct span one;
    while (span_take_line(&lines, &one))
        if (span_equal(one, line))
            return true;
    return false;
}

/* Those of the new table that the damaged one has too: it may be of an earlier version. */
static void add_columns(struct str *out, struct db *from, struct db *to, const char *table,
                        int *count) {
    struct str wanted = STR_INIT, there = STR_INIT;
    list_columns(&wanted, to, table);
    list_columns(&there, from, table);
    struct span rest = str_span(&wanted), name;
    for (*count = 0; span_take_line(&rest, &name);) {
        if (name.n == 0 || !has_line(str_span(&there), name))
            continue;
        str_add_text(out, (*count)++ > 0 ? ", " : "");
        str_add(out, name);
    }
    str_release(&wanted);
    str_release(&there);
}

static sqlite3_stmt *prepare(struct db *db, const char *format, const char *table,
                             const char *columns) {
    struct str sql = STR_INIT;
    sqlite3_stmt *stmt = NULL;
    str_add_text(&sql, format);
    size_t at;
    while ((at = span_find(str_span(&sql), SPAN("TABLE"))) != SIZE_MAX)
        str_splice(&sql, at, sizeof "TABLE" - 1, span_of(table));
    while ((at = span_find(str_span(&sql), SPAN("COLUMNS"))) != SIZE_MAX)
        str_splice(&sql, at, sizeof "COLUMNS" - 1, span_of(columns));
    if (sqlite3_prepare_v2(db->handle, sql.s, -1, &stmt, NULL) != SQLITE_OK)
        stmt = NULL;
    str_release(&sql);
    return stmt;
}

static void add_insert(struct str *out, const char *columns, int count) {
    str_add_format(out, "INSERT OR IGNORE INTO TABLE (rowid, %s) VALUES (?", columns);
    for (int i = 0; i < count; i++)
        str_add_text(out, ", ?");
    str_add_byte(out, ')');
}

/* Text whose pages were overwritten can be any bytes: what is no character becomes \u3013. */
static void add_readable(struct str *out, struct span text) {
    struct str valid = STR_INIT;
    size_t bad = 0;
    while (!utf8_is_valid(text, &bad)) {
        str_add(&valid, span_sub(text, 0, bad));
        str_add_char(&valid, 0x3013);
        text = span_sub(text, bad + 1, text.n);
    }
    str_add(&valid, text);
    text_clean(out, str_span(&valid), NULL);
    str_release(&valid);
}

static void bind_column(sqlite3_stmt *insert, int to, sqlite3_stmt *row, int from) {
    if (sqlite3_column_type(row, from) != SQLITE_TEXT) {
        (void)sqlite3_bind_value(insert, to, sqlite3_column_value(row, from));
        return;
    }
    struct str text = STR_INIT;
    const char *bytes = (const char *)sqlite3_column_text(row, from);
    add_readable(&text, (struct span){bytes, (size_t)sqlite3_column_bytes(row, from)});
    (void)sqlite3_bind_text64(insert, to, text.s, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    str_release(&text);
}

/* Puts the row that stands in the statement into the new file: its number, then its columns. A row
 * that the schema does not take is not a row any more. */
static void keep_row(struct copy *copy, sqlite3_stmt *row) {
    copy->last = sqlite3_column_int64(row, 0);
    (void)sqlite3_bind_int64(copy->insert, 1, copy->last);
    for (int i = 1; i <= copy->columns; i++)
        bind_column(copy->insert, i + 1, row, i);
    int code = sqlite3_step(copy->insert);
    (void)sqlite3_reset(copy->insert);
    if (code == SQLITE_DONE)
        copy->rows += (size_t)sqlite3_changes(copy->to->handle);
    else if ((code & 0xFF) != SQLITE_CONSTRAINT && (code & 0xFF) != SQLITE_MISMATCH)
        copy->trouble = code;
}

/* All rows from `last` on; false: what comes next cannot be read. */
static bool read_on(struct copy *copy) {
    int code;
    (void)sqlite3_bind_int64(copy->after, 1, copy->last);
    while ((code = sqlite3_step(copy->after)) == SQLITE_ROW && copy->trouble == SQLITE_OK)
        keep_row(copy, copy->after);
    (void)sqlite3_reset(copy->after);
    return code == SQLITE_DONE || copy->trouble != SQLITE_OK;
}

/* The number of a row behind the gap, found by leaps; false: nothing more can be read. */
static bool leap(const struct copy *copy, int64_t *found) {
    for (int bits = 0; bits <= LEAP_BITS; bits++) {
        (void)sqlite3_bind_int64(copy->after, 1, copy->last + ((int64_t)1 << bits));
        bool there = sqlite3_step(copy->after) == SQLITE_ROW;
        *found = there ? sqlite3_column_int64(copy->after, 0) : 0;
        (void)sqlite3_reset(copy->after);
        if (there)
            return true;
    }
    return false;
}

static void probe(struct copy *copy, int64_t from, int64_t to) {
    for (int64_t number = from; number < to && copy->trouble == SQLITE_OK; number++) {
        (void)sqlite3_bind_int64(copy->at, 1, number);
        if (sqlite3_step(copy->at) == SQLITE_ROW)
            keep_row(copy, copy->at);
        (void)sqlite3_reset(copy->at);
    }
}

static void copy_rows(struct copy *copy, size_t *gaps) {
    copy->last = INT64_MIN / 2; /* room for a leap */
    while (!read_on(copy)) {
        ++*gaps;
        if (copy->last < 0)
            copy->last = 0;
        int64_t from = copy->last + 1, found = 0;
        bool goes_on = leap(copy, &found);
        int64_t to = goes_on ? found : from;
        probe(copy, from, to - from > PROBES_MOST ? from + PROBES_MOST : to);
        if (!goes_on)
            return;
        copy->last = found - 1;
    }
}

enum rc recover_table(struct db *from, struct db *to, const char *table, size_t *rows, size_t *gaps,
                      struct err *err) {
    struct copy copy = {.to = to};
    struct str columns = STR_INIT, insert = STR_INIT;
    add_columns(&columns, from, to, table, &copy.columns);
    add_insert(&insert, columns.s, copy.columns);
    copy.after = prepare(from,
                         "SELECT rowid, COLUMNS FROM TABLE NOT INDEXED WHERE rowid > ?"
                         " ORDER BY rowid",
                         table, columns.s);
    copy.at = prepare(from, "SELECT rowid, COLUMNS FROM TABLE NOT INDEXED WHERE rowid = ?", table,
                      columns.s);
    copy.insert = prepare(to, insert.s, table, columns.s);
    if (copy.columns > 0 && copy.after != NULL && copy.at != NULL && copy.insert != NULL)
        copy_rows(&copy, gaps);
    else
        ++*gaps; /* the table is not known there any more */
    *rows += copy.rows;
    (void)sqlite3_finalize(copy.after);
    (void)sqlite3_finalize(copy.at);
    (void)sqlite3_finalize(copy.insert);
    str_release(&columns);
    str_release(&insert);
    return copy.trouble == SQLITE_OK ? RC_OK : db_fail(to, copy.trouble, err);
}
