#include "store/news.h"

#include "base/file.h"
#include "store/store_private.h"

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
