#include "store/recover_report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "store/db.h"
#include "store/db_private.h"
#include "store/history.h"
#include "store/record.h"
#include "store/recover_rows.h"
#include "store/store_private.h"
#include "store/verify.h"

static enum rc run_for(struct store *store, const char *format, int64_t report, struct err *err) {
    char sql[512];
    (void)sqlite3_snprintf((int)sizeof sql, sql, format, (long long)report);
    return db_run_script(store->db, sql, err);
}

static enum rc count_rows(struct store *store, const char *format, int64_t report, int64_t gap,
                          size_t *count, struct err *err) {
    char sql[512];
    int64_t found = 0;
    (void)sqlite3_snprintf((int)sizeof sql, sql, format, (long long)report, (long long)gap);
    enum rc rc = db_ask_int(store->db, sql, &found, err);
    *count = (size_t)found;
    return rc;
}

/* A history with a hole in it. What stands behind the hole leads from state to state as ever; what
 * stands before it is still who wrote what and when, and is kept to be read: no step of undo any
 * more. An event at the end says up to which row that is (history_unwind). */
static enum rc settle_gap(struct store *store, int64_t id, struct salvage *salvage,
                          struct err *err) {
    int64_t gap = 0, event = 0;
    size_t before = 0, behind = 0;
    enum rc rc = history_find_gap(store, id, &gap, err);
    if (rc != RC_OK || gap == 0)
        return rc;
    rc = count_rows(store,
                    "SELECT count(*) FROM change WHERE report = %lld AND id <= %lld"
                    " AND kind <> 'splice'",
                    id, gap, &before, err);
    if (rc == RC_OK)
        rc = count_rows(store,
                        "SELECT count(*) FROM change WHERE report = %lld AND id > %lld"
                        " AND kind <> 'splice'",
                        id, gap, &behind, err);
    if (rc == RC_OK)
        rc = record_add(store,
                        &(struct record_draft){.report = id,
                                               .section = NO_SECTION,
                                               .revision = gap,
                                               .at = clock_now(),
                                               .word = ACT_RECOVER,
                                               .kind = RECORD_EVENT},
                        &event, err);
    char sql[256];
    (void)sqlite3_snprintf((int)sizeof sql, sql,
                           "UPDATE change SET undone = id WHERE report = %lld AND id <= %lld"
                           " AND NOT (kind = 'splice' AND fold IS NULL)",
                           (long long)id, (long long)gap);
    if (rc == RC_OK)
        rc = db_run_script(store->db, sql, err);
    if (rc == RC_OK)
        salvage_note(salvage,
                     _("报告%lld：修改历史有缺口；缺口以后的%zu条都能退回，以前的%zu条只能查看"),
                     (long long)id, behind, before);
    return rc;
}

/* What a report needs to be opened again, the least first: the part of its history before a hole
 * only to be read, its history left out, then the drafts that no longer fit their text. */
static const struct {
    const char *sql, *said;
} steps[] = {
    {"UPDATE change SET kind = 'lost', undone = id WHERE report = %lld AND kind = 'splice'"
     " AND fold IS NULL",
     N_("：没有存完的几处输入接不上正文，只留在修改历史里")},
    {"DELETE FROM change WHERE report = %lld", N_("：修改历史接不上，已略去；正文都在")},
    {"UPDATE section SET parent = 0, position = id WHERE report = %lld AND id > 0",
     N_("：目录的层次已打平")},
    {"DELETE FROM value WHERE report = %lld", N_("：填写的数据读不出来，已略去；正文都在")},
};

/* Of the new disk, not of the report. */
static bool is_of_disk(enum rc rc) {
    return rc == RC_FULL || rc == RC_BUSY || rc == RC_READ_ONLY || rc == RC_STORE;
}

static enum rc settle_report(struct store *store, int64_t id, struct salvage *salvage,
                             struct err *err) {
    struct err why = {0};
    size_t told = salvage->notes->len;
    enum rc rc = report_verify(store, id, &why);
    if (rc == RC_OK)
        return RC_OK;

    salvage->lost++;
    if (!is_of_disk(rc)) {
        rc = settle_gap(store, id, salvage, &why);
        rc = rc == RC_OK ? report_verify(store, id, &why) : rc;
    }
    for (size_t i = 0; rc != RC_OK && !is_of_disk(rc) && i < ARRAY_LEN(steps); i++) {
        if (i == 1)
            str_cut(salvage->notes, told); /* of the history nothing is left */
        rc = run_for(store, steps[i].sql, id, &why);
        salvage_note(salvage, _("报告%lld%s"), (long long)id, _(steps[i].said));
        if (rc == RC_OK)
            rc = report_verify(store, id, &why);
    }
    return rc == RC_OK ? RC_OK : err_set(err, rc, "%s", why.text);
}

/* One that cannot be opened whatever is tried keeps no other back: it is named, and left out. */
static enum rc settle_or_drop(struct store *store, int64_t id, struct salvage *salvage,
                              struct err *err) {
    enum rc rc = settle_report(store, id, salvage, err);
    if (rc == RC_OK || is_of_disk(rc))
        return rc;
    salvage_note(salvage, _("报告%lld打不开，没有放进去：%s"), (long long)id, err->text);
    rc = run_for(store, "DELETE FROM change WHERE report = %lld", id, err);
    if (rc == RC_OK)
        rc = run_for(store, "DELETE FROM value WHERE report = %lld", id, err);
    if (rc == RC_OK)
        rc = run_for(store, "DELETE FROM section WHERE report = %lld", id, err);
    return rc == RC_OK ? run_for(store, "DELETE FROM report WHERE id = %lld", id, err) : rc;
}

enum rc recover_reports(struct store *store, struct salvage *salvage, struct err *err) {
    struct stmt stmt;
    int64_t *ids = NULL;
    size_t count = 0, cap = 0;
    stmt_start(&stmt, store->db, QUERY_REPORT_IDS);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(ids, count, cap);
        ids[count++] = stmt_int(&stmt, 0);
    }
    enum rc rc = stmt_end(&stmt, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = settle_or_drop(store, ids[i], salvage, err);
    mem_free(ids);
    return rc;
}
