#include "store/edition.h"
#include "model/report_values.h"
#include "store/tx.h"

#include "base/lang.h"
#include "model/edition/edition.h"
#include "store/store_private.h"

enum rc store_check_lock(struct store *store, int64_t report, struct err *err) {
    struct stmt stmt;
    bool locked = false;
    stmt_start(&stmt, store->db, QUERY_VALUE_GET);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_string(&stmt, "$name", VALUE_LOCK);
    while (stmt_next(&stmt))
        locked = true;
    enum rc rc = stmt_end(&stmt, err);
    if (rc != RC_OK || !locked)
        return rc;
    return err_set(err, RC_LOCKED,
                   _("报告%lld已经定稿，文字、数据和目录都不再改动；要改，先在“版次”里解除定稿"),
                   (long long)report);
}

enum rc store_keep(struct store *store, int64_t report, struct span name, struct span text,
                   struct err *err) {
    struct tx tx;
    struct stmt stmt;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK) {
        stmt_start(&stmt, store->db, QUERY_VALUE_SET);
        stmt_bind_int(&stmt, "$report", report);
        stmt_bind_text(&stmt, "$name", name);
        stmt_bind_text(&stmt, "$text", text);
        rc = stmt_run(&stmt, err);
    }
    return tx_finish(&tx, rc, err);
}

enum rc store_keep_edition(struct store *store, int64_t report, size_t number, struct span text,
                           struct err *err) {
    struct str name = STR_INIT;
    edition_add_name(&name, VALUE_KEPT, number);
    enum rc rc = store_keep(store, report, str_span(&name), text, err);
    str_release(&name);
    return rc;
}

enum rc store_load_kept(struct store *store, struct report *report, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_VALUE_KEPT);
    stmt_bind_int(&stmt, "$report", report->id);
    while (stmt_next(&stmt))
        report_set_value(report, stmt_text(&stmt, 0), stmt_text(&stmt, 1));
    return stmt_end(&stmt, err);
}

enum rc store_find_kept(struct store *store, int64_t report, struct span name, struct str *text,
                        bool *found, struct err *err) {
    struct stmt stmt;
    *found = false;
    stmt_start(&stmt, store->db, QUERY_VALUE_GET);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_text(&stmt, "$name", name);
    while (stmt_next(&stmt)) {
        *found = true;
        str_set(text, stmt_text(&stmt, 0));
    }
    return stmt_end(&stmt, err);
}

enum rc store_edition(struct store *store, int64_t report, size_t number, struct str *text,
                      struct err *err) {
    struct str name = STR_INIT;
    bool found = false;
    edition_add_name(&name, VALUE_KEPT, number);
    enum rc rc = store_find_kept(store, report, str_span(&name), text, &found, err);
    str_release(&name);
    if (rc == RC_OK && !found)
        rc = err_set(err, RC_NOT_FOUND,
                     _("报告%lld第%zu步没有留存全文；jixiao edition list %lld 列出各步"),
                     (long long)report, number, (long long)report);
    return rc;
}
