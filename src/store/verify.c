#include "store/verify.h"

#include "store/db.h"
#include "store/db_copy.h"
#include "store/history.h"
#include "store/reports.h"
#include "store/store_private.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"

#include <string.h>

struct ids {
    int64_t *items;
    size_t count, cap;
};

static enum rc find_reports(struct store *store, struct ids *ids, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_IDS);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(ids->items, ids->count, ids->cap);
        ids->items[ids->count++] = stmt_int(&stmt, 0);
    }
    return stmt_end(&stmt, err);
}

/* Damage is what we look for: it becomes a line, and the look goes on. */
static enum rc note_damage(enum rc rc, const struct err *why, struct str *faults, struct err *err) {
    if (rc == RC_DAMAGED || rc == RC_CONFLICT) {
        str_add_text(faults, why->text);
        str_add_byte(faults, '\n');
        return RC_OK;
    }
    return rc == RC_OK ? RC_OK : err_set(err, rc, "%s", why->text);
}

enum rc report_verify(struct store *store, int64_t id, struct err *err) {
    struct report *report = NULL, *seen = NULL;
    enum rc rc = report_load_base(store, id, &report, err);
    if (rc == RC_OK)
        rc = history_unwind(store, report, 0, err);
    if (rc == RC_OK && !report_is_sane(report))
        rc = err_set(err, RC_DAMAGED, _("报告 %lld 的修改历史退回起点后目录对不上"), (long long)id);
    if (rc == RC_OK)
        rc = store_load_report(store, id, &seen, NULL, err);
    report_free(report);
    report_free(seen);
    return rc;
}

static enum rc verify_file(struct store *store, struct str *faults, struct err *err) {
    struct err why = {0};
    struct str lines = STR_INIT;
    enum rc rc = db_ask_lines(store->db, "PRAGMA integrity_check", &lines, &why);
    if (strcmp(lines.s, "ok\n") != 0)
        str_add(faults, str_span(&lines));
    rc = note_damage(rc, &why, faults, err);
    if (rc == RC_OK)
        rc = note_damage(db_ask_lines(store->db, "PRAGMA foreign_key_check", faults, &why), &why,
                         faults, err);
    str_release(&lines);
    return rc;
}

static enum rc verify_all(struct store *store, struct str *faults, struct err *err) {
    struct err why = {0};
    struct ids ids = {0};
    enum rc rc = verify_file(store, faults, err);
    if (rc == RC_OK)
        rc = note_damage(find_reports(store, &ids, &why), &why, faults, err);
    for (size_t i = 0; rc == RC_OK && i < ids.count; i++)
        rc = note_damage(report_verify(store, ids.items[i], &why), &why, faults, err);
    mem_free(ids.items);
    return rc;
}

enum rc store_verify(struct store *store, struct str *faults, struct err *err) {
    struct tx tx;
    size_t before = faults->len;
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK)
        rc = verify_all(store, faults, err);
    rc = tx_finish(&tx, rc, err);
    if (rc != RC_OK || faults->len == before)
        return rc;
    return err_set(
        err, RC_DAMAGED,
        _("数据库 %s 已损坏；请停止填写，留好这个文件，换上最近的备份，或用 jixiao recover 找回"),
        store_path(store));
}

static enum rc copy_into(void *self, const char *temp, struct err *err) {
    return db_copy_to(((struct store *)self)->db, temp, err);
}

enum rc store_backup(struct store *store, const char *path, enum overwrite_by by, struct err *err) {
    enum rc rc = overwrite_check(store_path(store), store->db, path, by, err);
    return rc == RC_OK ? db_make_file(path, store->mode, copy_into, store, err) : rc;
}
