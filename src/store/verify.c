#include "store/verify.h"

#include "store/db.h"
#include "store/db_copy.h"
#include "store/db_files.h"
#include "store/history.h"
#include "store/reports.h"
#include "store/store_private.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"

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

static enum rc verify_all(struct store *store, store_look_at_report *also, struct str *faults,
                          struct err *err) {
    struct err why = {0};
    struct ids ids = {0};
    enum rc rc = verify_file(store, faults, err);
    if (store_is_older(store))
        return rc; /* its rows are not what the statements ask for */
    if (rc == RC_OK)
        rc = note_damage(find_reports(store, &ids, &why), &why, faults, err);
    for (size_t i = 0; rc == RC_OK && i < ids.count; i++) {
        rc = note_damage(report_verify(store, ids.items[i], &why), &why, faults, err);
        if (rc == RC_OK && also != NULL)
            rc = note_damage(also(store, ids.items[i], &why), &why, faults, err);
    }
    mem_free(ids.items);
    return rc;
}

static enum rc verify(struct store *store, store_look_at_report *also, struct str *faults,
                      struct err *err) {
    struct tx tx;
    size_t before = faults->len;
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK)
        rc = verify_all(store, also, faults, err);
    rc = tx_finish(&tx, rc, err);
    if (rc != RC_OK || faults->len == before)
        return rc;
    return err_set(
        err, RC_DAMAGED,
        _("数据库 %s 已损坏；请停止填写，留好这个文件，换上最近的备份，或用 jixiao recover 找回"),
        store_path(store));
}

enum rc store_verify(struct store *store, struct str *faults, struct err *err) {
    return verify(store, NULL, faults, err);
}

/* A file that is read without locks may have been written to meanwhile, which looks like damage:
 * then it has a log by now, or is another one than it was. */
static bool is_as_it_was(const char *path, bool had_log, int64_t written_at) {
    return had_log || (!db_has_log(path) && file_written_at(path) == written_at);
}

static enum rc verify_as_it_is(const char *path, store_look_at_report *also, struct str *faults,
                               bool *older, struct err *err) {
    struct store *store = NULL;
    enum rc rc = store_open(&store, path, "", STORE_VERIFY, err);
    if (rc != RC_OK)
        return rc;
    *older = store_is_older(store);
    rc = verify(store, also, faults, err);
    store_close(store);
    return rc;
}

enum rc store_verify_file(const char *path, store_look_at_report *also, struct str *faults,
                          bool *older, struct err *err) {
    enum { TRIES = 5 };
    enum rc rc = RC_OK;
    bool is_still = false;
    if (file_kind_of(path) == FILE_NONE)
        return err_set(err, RC_STORE, _("找不到数据库 %s；请检查路径是否写对"), path);
    for (int i = 0; i < TRIES && !is_still; i++) {
        bool had_log = db_has_log(path);
        int64_t written_at = file_written_at(path);
        str_clear(faults);
        rc = verify_as_it_is(path, also, faults, older, err);
        is_still = is_as_it_was(path, had_log, written_at);
    }
    return rc;
}

static enum rc copy_into(void *self, const char *temp, struct err *err) {
    return db_copy_to(((struct store *)self)->db, temp, err);
}

enum rc store_backup(struct store *store, const char *path, enum overwrite_by by, struct err *err) {
    const char *const ours[] = {store_path(store)};
    enum rc rc = overwrite_check(ours, ARRAY_LEN(ours), store->db, path, by, err);
    return rc == RC_OK ? db_make_file(path, store->mode, copy_into, store, err) : rc;
}
