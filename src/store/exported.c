#include "store/exported.h"

#include "base/lang.h"
#include "model/splice.h"
#include "store/history.h"
#include "store/record.h"
#include "store/reports.h"
#include "store/tx.h"

#include <string.h>

static enum rc check_change(struct store *store, int64_t report, int64_t change, struct err *err) {
    struct records records = {0};
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_RECORD_BY_ID);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$id", change);
    enum rc rc = records_take(&records, &stmt, err);
    if (rc == RC_OK && records.count == 0)
        rc = err_set(err, RC_NOT_FOUND, _("报告 %lld 没有第 %lld 号修改"), (long long)report,
                     (long long)change);
    records_release(&records);
    return rc;
}

/* Who typed last in the section of that record, among those that come. */
static const char *last_clerk(const struct records *records, int64_t section) {
    for (size_t i = records->count; i-- > 0;)
        if (records->items[i].section == section)
            return records->items[i].clerk;
    return "";
}

/* The draft that was seen then: the newest of each section. */
static enum rc put_drafts(struct store *store, struct report *report, int64_t change,
                          struct err *err) {
    struct records records = {0};
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_DRAFTS_AT);
    stmt_bind_int(&stmt, "$report", report->id);
    stmt_bind_int(&stmt, "$id", change);
    enum rc rc = records_take(&records, &stmt, err);
    for (size_t i = 0; rc == RC_OK && i < records.count; i++) {
        const struct record *record = &records.items[i];
        struct section *section = report_find_id(report, record->section);
        if (section != NULL && strcmp(record->clerk, last_clerk(&records, section->id)) == 0)
            rc = body_apply(&section->body, &record->change.splice, err);
    }
    records_release(&records);
    return rc;
}

enum rc store_load_exported(struct store *store, int64_t report, int64_t change,
                            struct report **out, struct err *err) {
    struct tx tx;
    struct report *then = NULL;
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK)
        rc = check_change(store, report, change, err);
    if (rc == RC_OK)
        rc = report_load_base(store, report, &then, err);
    if (rc == RC_OK)
        rc = history_unwind(store, then, change, err);
    if (rc == RC_OK)
        rc = put_drafts(store, then, change, err);
    rc = tx_finish(&tx, rc, err);
    if (rc == RC_OK)
        *out = then;
    else
        report_free(then);
    return rc;
}
