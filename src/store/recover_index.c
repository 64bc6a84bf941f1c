#include "store/recover_index.h"

#include "base/text/utf8.h"
#include "store/db.h"
#include "store/db_private.h"

static const char tables[] =
    "CREATE TEMP TABLE known_report (id INTEGER PRIMARY KEY, unit TEXT, year INTEGER, uid TEXT,"
    " trashed INTEGER, changed INTEGER);"
    "CREATE TEMP TABLE known_section (report INTEGER, id INTEGER, PRIMARY KEY (report, id));"
    "CREATE TEMP TABLE known_value (report INTEGER, name TEXT, PRIMARY KEY (report, name));";

/* Each index is read from both ends: a page that is broken ends the reading. */
#define BOTH_WAYS(select, first, second, keep)                                                     \
    {select " ORDER BY " first ", " second, keep}, {                                               \
        select " ORDER BY " first " DESC, " second " DESC", keep                                   \
    }
#define KEEP_REPORT(columns)                                                                       \
    "INSERT INTO known_report (id, " columns ") VALUES (?1, ?2, ?3)"                               \
    " ON CONFLICT (id) DO UPDATE SET (" columns ") = (?2, ?3)"

static const struct {
    const char *select, *keep;
} indexes[] = {
    BOTH_WAYS("SELECT rowid, unit, year FROM report INDEXED BY report_by_unit", "unit", "year",
              KEEP_REPORT("unit, year")),
    BOTH_WAYS("SELECT rowid, trashed, changed FROM report INDEXED BY report_by_changed", "trashed",
              "changed", KEEP_REPORT("trashed, changed")),
    BOTH_WAYS("SELECT rowid, uid, NULL FROM report INDEXED BY report_by_uid WHERE uid <> ''", "uid",
              "rowid",
              "INSERT INTO known_report (id, uid) VALUES (?1, ?2)"
              " ON CONFLICT (id) DO UPDATE SET uid = ?2"),
    BOTH_WAYS("SELECT report, id, NULL FROM section INDEXED BY sqlite_autoindex_section_1",
              "report", "id", "INSERT OR IGNORE INTO known_section VALUES (?1, ?2)"),
    BOTH_WAYS("SELECT report, name, NULL FROM value INDEXED BY sqlite_autoindex_value_1", "report",
              "name", "INSERT OR IGNORE INTO known_value VALUES (?1, ?2)"),
};

/* Only what can be: the first is a number of ours, and a text is text. */
static bool is_sound(sqlite3_stmt *row) {
    enum { MOST_BITS = 40 };
    int64_t number = sqlite3_column_int64(row, 0);
    struct span text = {"", 0};
    if (sqlite3_column_type(row, 1) == SQLITE_TEXT) {
        text.p = (const char *)sqlite3_column_text(row, 1);
        text.n = (size_t)sqlite3_column_bytes(row, 1);
    }
    return sqlite3_column_type(row, 0) == SQLITE_INTEGER && number > 0 &&
           number < (int64_t)1 << MOST_BITS && utf8_is_valid(text, NULL);
}

static void read_index(struct db *from, struct db *to, const char *select, const char *keep) {
    sqlite3_stmt *row = NULL, *kept = NULL;
    bool is_ready = sqlite3_prepare_v2(from->handle, select, -1, &row, NULL) == SQLITE_OK &&
                    sqlite3_prepare_v2(to->handle, keep, -1, &kept, NULL) == SQLITE_OK;
    while (is_ready && sqlite3_step(row) == SQLITE_ROW) {
        if (!is_sound(row))
            continue;
        for (int i = 0; i < sqlite3_bind_parameter_count(kept); i++)
            (void)sqlite3_bind_value(kept, i + 1, sqlite3_column_value(row, i));
        (void)sqlite3_step(kept);
        (void)sqlite3_reset(kept);
    }
    (void)sqlite3_finalize(row);
    (void)sqlite3_finalize(kept);
}

enum rc recover_read_indexes(struct db *from, struct db *to, struct err *err) {
    enum rc rc = db_run_script(to, tables, err);
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(indexes); i++)
        read_index(from, to, indexes[i].select, indexes[i].keep);
    return rc;
}
