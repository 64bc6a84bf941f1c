#include "store/memory.h"

#include "store/store_private.h"
#include "store/tx.h"

#include "base/os/clock.h"

enum rc store_set_spot(struct store *store, const struct store_spot *spot, struct err *err) {
    struct tx tx;
    struct stmt stmt;
    enum rc rc = tx_begin(&tx, store->db, TX_KEY, err);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_SPOT_SET);
    stmt_bind_string(&stmt, "$clerk", store->user);
    stmt_bind_int(&stmt, "$report", spot->report);
    stmt_bind_int(&stmt, "$section", spot->section);
    stmt_bind_int(&stmt, "$start", (int64_t)spot->offset);
    stmt_bind_int(&stmt, "$top", (int64_t)spot->top);
    stmt_bind_int(&stmt, "$at", clock_now());
    return tx_finish(&tx, stmt_run(&stmt, err), err);
}

enum rc store_spot(struct store *store, int64_t report, struct store_spot *spot, struct err *err) {
    struct stmt stmt;
    *spot = (struct store_spot){0};
    stmt_start(&stmt, store->db, report != 0 ? QUERY_SPOT_GET : QUERY_SPOT_LAST);
    stmt_bind_string(&stmt, "$clerk", store->user);
    if (report != 0)
        stmt_bind_int(&stmt, "$report", report);
    while (stmt_next(&stmt)) {
        spot->report = stmt_int(&stmt, 0);
        spot->section = stmt_int(&stmt, 1);
        spot->offset = stmt_size(&stmt, 2);
        spot->top = stmt_size(&stmt, 3);
    }
    return stmt_end(&stmt, err);
}

enum rc store_set_setting(struct store *store, const char *name, const char *value,
                          struct err *err) {
    struct tx tx;
    struct stmt stmt;
    enum rc rc = tx_begin(&tx, store->db, TX_KEY, err);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_SETTING_SET);
    stmt_bind_string(&stmt, "$clerk", store->user);
    stmt_bind_string(&stmt, "$name", name);
    stmt_bind_string(&stmt, "$value", value);
    return tx_finish(&tx, stmt_run(&stmt, err), err);
}

enum rc store_setting(struct store *store, const char *name, struct str *value, struct err *err) {
    struct stmt stmt;
    str_clear(value);
    stmt_start(&stmt, store->db, QUERY_SETTING_GET);
    stmt_bind_string(&stmt, "$clerk", store->user);
    stmt_bind_string(&stmt, "$name", name);
    while (stmt_next(&stmt))
        str_set(value, stmt_text(&stmt, 0));
    return stmt_end(&stmt, err);
}
