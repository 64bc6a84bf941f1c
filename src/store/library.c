#include "store/library.h"

#include "store/reports.h"
#include "store/store_private.h"

#include "base/mem.h"
#include "base/text/utf8.h"

#include <stdio.h>

enum { WORDS_MOST = 8 };

/* A row of REPORT_COLUMNS. */
static struct library_row read_row(struct stmt *stmt) {
    return (struct library_row){
        .id = stmt_int(stmt, 0),
        .unit = stmt_string(stmt, 1),
        .short_name = stmt_string(stmt, 2),
        .template = stmt_string(stmt, 3),
        .title = stmt_string(stmt, 4),
        .year = (int)stmt_int(stmt, 5),
        .sections = stmt_size(stmt, 6),
        .done = stmt_size(stmt, 7),
        .errors = stmt_size(stmt, 8),
        .warnings = stmt_size(stmt, 9),
        .created = stmt_int(stmt, 10),
        .changed = stmt_int(stmt, 11),
        .trashed = stmt_int(stmt, 12) != 0,
        .unreviewed = stmt_size(stmt, 13),
        .uid = stmt_string(stmt, 14),
        .reviewed = (int)stmt_int(stmt, 15),
    };
}

static enum rc take_rows(struct stmt *stmt, struct library_rows *out, struct err *err) {
    *out = (struct library_rows){0};
    while (stmt_next(stmt)) {
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = read_row(stmt);
    }
    enum rc rc = stmt_end(stmt, err);
    if (rc != RC_OK)
        library_rows_release(out);
    return rc;
}

enum rc store_list(struct store *store, bool trashed, struct library_rows *out, struct err *err) {
    return store_list_page(store, trashed, 0, SIZE_MAX, out, err);
}

enum rc store_list_page(struct store *store, bool trashed, size_t from, size_t most,
                        struct library_rows *out, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_PAGE);
    stmt_bind_int(&stmt, "$trashed", trashed);
    stmt_bind_int(&stmt, "$start", (int64_t)from);
    stmt_bind_int(&stmt, "$most", most < INT64_MAX ? (int64_t)most : INT64_MAX);
    return take_rows(&stmt, out, err);
}

static enum rc take_count(struct stmt *stmt, size_t *out, struct err *err) {
    int64_t found = 0;
    enum rc rc = stmt_run_int(stmt, &found, err);
    *out = (size_t)found;
    return rc;
}

enum rc store_has_reports(struct store *store, bool *any, struct err *err) {
    struct stmt stmt;
    int64_t found = 0;
    stmt_start(&stmt, store->db, QUERY_REPORT_ANY);
    enum rc rc = stmt_run_int(&stmt, &found, err);
    *any = found != 0;
    return rc;
}

enum rc store_count_reports(struct store *store, bool trashed, size_t *count, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_COUNT);
    stmt_bind_int(&stmt, "$trashed", trashed);
    return take_count(&stmt, count, err);
}

enum rc store_list_rank(struct store *store, int64_t report, size_t *rank, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_RANK);
    stmt_bind_int(&stmt, "$id", report);
    return take_count(&stmt, rank, err);
}

enum rc store_recent_reports(struct store *store, size_t most, struct library_rows *out,
                             struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_RECENT);
    stmt_bind_string(&stmt, "$clerk", store->user);
    stmt_bind_int(&stmt, "$most", (int64_t)most);
    return take_rows(&stmt, out, err);
}

/* --- finding by name --- */

static size_t split(struct span text, struct span words[WORDS_MOST]) {
    size_t count = 0;
    while (text.n > 0 && count < WORDS_MOST) {
        struct span rest = text;
        size_t length = 0;
        while (rest.n > 0 && !utf8_is_space(utf8_take(&rest)))
            length = text.n - rest.n;
        if (length > 0)
            words[count++] = span_sub(text, 0, length);
        text = rest;
    }
    return count;
}

static bool holds(struct stmt *row, struct span word) {
    static const int columns[] = {1, 2, 4}; /* unit, short name, title */
    char year[16];
    (void)snprintf(year, sizeof year, "%lld", (long long)stmt_int(row, 5));
    if (span_is(word, year))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        if (span_find(stmt_text(row, columns[i]), word) != SIZE_MAX)
            return true;
    return false;
}

enum rc store_find_reports(struct store *store, struct span text, size_t most,
                           struct library_rows *out, struct err *err) {
    struct span words[WORDS_MOST];
    size_t count = split(text, words);
    struct stmt stmt;
    *out = (struct library_rows){0};
    stmt_start(&stmt, store->db, QUERY_REPORT_PAGE);
    stmt_bind_int(&stmt, "$trashed", 0);
    stmt_bind_int(&stmt, "$start", 0);
    stmt_bind_int(&stmt, "$most", INT64_MAX);
    while (out->count < most && stmt_next(&stmt)) {
        bool fits = count > 0;
        for (size_t i = 0; fits && i < count; i++)
            fits = holds(&stmt, words[i]);
        if (!fits)
            continue;
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = read_row(&stmt);
    }
    enum rc rc = stmt_end(&stmt, err);
    if (rc != RC_OK)
        library_rows_release(out);
    return rc;
}
