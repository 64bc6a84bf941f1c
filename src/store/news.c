#include "store/news.h"

#include "base/lang.h"
#include "base/os/file.h"
#include "store/db.h"
#include "store/db_files.h"
#include "store/store_private.h"

#include <string.h>

const char *store_log_path(const struct store *store) {
    const char *log = db_log_path(store->db);
    return log != NULL && file_kind_of(log) == FILE_REGULAR ? log : NULL;
}

bool store_has_news(struct store *store) {
    int64_t version = 0;
    if (db_ask_int(store->db, "PRAGMA data_version", &version, NULL) != RC_OK)
        return false;
    bool news = version != store->data_version;
    store->data_version = version;
    return news;
}

struct store_mark store_mark(struct store *store, int64_t report) {
    struct stmt stmt;
    struct store_mark mark = {0};
    stmt_start(&stmt, store->db, QUERY_REPORT_MARK);
    stmt_bind_int(&stmt, "$report", report);
    while (stmt_next(&stmt))
        mark = (struct store_mark){stmt_int(&stmt, 0), stmt_int(&stmt, 1), stmt_int(&stmt, 2)};
    return stmt_end(&stmt, NULL) == RC_OK ? mark : (struct store_mark){0};
}

bool store_mark_equal(const struct store_mark *a, const struct store_mark *b) {
    return a->history == b->history && a->draft == b->draft && a->drafts == b->drafts;
}

enum rc store_check_files(struct store *store, bool closely, struct err *err) {
    return db_check_files(store->db, closely, err);
}

/* As the file gives it now: what this connection remembers of its pages is not asked. */
static bool is_whole(struct db *db) {
    enum { QUICK_CHECK_PAGES_MOST = 8192 }; /* a second at most */
    struct str lines = STR_INIT;
    int64_t pages = 0;
    enum rc rc = db_ask_int(db, "PRAGMA page_count", &pages, NULL);
    if (rc == RC_OK && pages <= QUICK_CHECK_PAGES_MOST)
        rc = db_ask_lines(db, "PRAGMA quick_check(1)", &lines, NULL);
    bool whole = rc != RC_DAMAGED && (lines.len == 0 || strcmp(lines.s, "ok\n") == 0);
    str_release(&lines);
    return whole;
}

static bool has_report(struct db *db, int64_t report, const struct store_mark *known) {
    struct store reader = {.db = db};
    struct store_mark now = store_mark(&reader, report);
    return report == 0 || now.history >= known->history;
}

enum rc store_check_content(struct store *store, int64_t report, const struct store_mark *known,
                            struct err *err) {
    struct db *db = NULL;
    enum rc rc = db_open(&db, db_path(store->db), DB_READ, NULL);
    bool fine = rc != RC_DAMAGED;
    if (rc == RC_OK)
        fine = is_whole(db) && has_report(db, report, known);
    db_close(db);
    return fine ? RC_OK
                : err_set(err, RC_GONE, _("数据库 %s 已被别的程序改写或损坏"), db_path(store->db));
}
