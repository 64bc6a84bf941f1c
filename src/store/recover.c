/* A new database from what can be read of a damaged one, made to hold together. */
#include "store/recover.h"

#include "base/embedded.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_temp.h"
#include "store/db.h"
#include "store/db_error.h"
#include "store/db_private.h"
#include "store/history.h"
#include "store/record.h"
#include "store/recover_rows.h"
#include "store/store_private.h"
#include "store/verify.h"

#include <string.h>

enum { PAGE = 4096, HEADER = 100 };

void recovered_release(struct recovered *recovered) {
    str_release(&recovered->notes);
}

/* In an order that parents come before children. The index is the new file's own. */
static const char *const tables[] = {"template", "report", "value",  "section",
                                     "change",   "spot",   "setting"};

/* Until 0007 sections had a flag: what it says is kept as it is now. */
static enum rc turn_flag(struct db *to, struct err *err) {
    const struct embedded *file = embedded_find("migrations/0007-carried.sql");
    return db_run_script(to, embedded_text(file).p, err);
}

static enum rc copy_tables(struct db *from, struct db *to, struct recovered *out, struct err *err) {
    enum rc rc = db_run_script(to, "PRAGMA foreign_keys = OFF; BEGIN", err);
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(tables); i++) {
        size_t rows = 0;
        rc = recover_table(from, to, tables[i], &rows, &out->gaps, err);
        if (strcmp(tables[i], "report") == 0)
            out->reports = rows;
        else if (strcmp(tables[i], "section") == 0)
            out->sections = rows;
    }
    if (rc == RC_OK)
        rc = turn_flag(to, err);
    return rc == RC_OK ? db_run_script(to, "COMMIT", err) : rc;
}

/* What is missing around a row is put there: the report of a section, its front text, the parent.
 * Sections whose parent is gone go to the end of the top level. */
static const char mend[] =
    "DROP TRIGGER change_stays;"
    "INSERT OR IGNORE INTO report (id, unit, short_name, year, title, sign_off, prior, template,"
    " numbering, next_section, outline_revision, sections, done, errors, warnings, created, "
    "changed,"
    " trashed) SELECT DISTINCT report, '', '', 0, '', '', 0, NULL, '一、', 1, 1, 0, 0, 0, 0, 0, 0, "
    "0"
    " FROM section;"
    "UPDATE report SET template = NULL WHERE template NOT IN (SELECT id FROM template);"
    "INSERT OR IGNORE INTO section (report, id, parent, position, name, heading, form, end_mark,"
    " label, kind, numbering, item_numbering, marked, touched, carried, attachment, body,"
    " attributes, revision, clerk) SELECT id, 0, -1, 0, NULL, '', 'none', '', '', 'text', '一、',"
    " '1.', 0, 1, 0, 0, '', 'p', 1, '' FROM report;"
    "UPDATE section SET parent = 0, position = 100000 + id WHERE parent > 0 AND NOT EXISTS"
    " (SELECT 1 FROM section AS p WHERE p.report = section.report AND p.id = section.parent);"
    "UPDATE report SET next_section = 1 + (SELECT max(id) FROM section WHERE report = report.id)"
    " WHERE next_section <= (SELECT max(id) FROM section WHERE report = report.id);"
    "UPDATE section SET revision = 0 WHERE revision NOT BETWEEN 0 AND 1000000000000;"
    "UPDATE report SET outline_revision = 0 WHERE outline_revision NOT BETWEEN 0 AND 1000000000000;"
    "UPDATE report SET next_section = 1 + (SELECT coalesce(max(id), 0) FROM section"
    " WHERE report = report.id) WHERE next_section NOT BETWEEN 0 AND 1000000000000;"
    "UPDATE report SET uid = lower(hex(randomblob(16))) WHERE uid = '';"
    "DELETE FROM value WHERE report NOT IN (SELECT id FROM report);"
    "DELETE FROM change WHERE report NOT IN (SELECT id FROM report);"
    "DELETE FROM spot WHERE report NOT IN (SELECT id FROM report);";

/* The trigger again, as the migration wrote it. */
static const char guard[] = "CREATE TRIGGER change_stays BEFORE DELETE ON change"
                            " WHEN EXISTS (SELECT 1 FROM report WHERE id = OLD.report)"
                            " BEGIN SELECT RAISE(ABORT, 'history goes only with its report'); END;"
                            "PRAGMA foreign_keys = ON;";

static void note(struct recovered *out, const char *format, int64_t report) {
    char line[512];
    (void)sqlite3_snprintf((int)sizeof line, line, format, (long long)report);
    str_add_text(&out->notes, line);
    str_add_byte(&out->notes, '\n');
}

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
static enum rc settle_gap(struct store *store, int64_t id, struct recovered *out, struct err *err) {
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
        str_add_format(
            &out->notes,
            _("报告%lld：修改历史有缺口；缺口以后的%zu条都能退回，以前的%zu条只能查看\n"),
            (long long)id, behind, before);
    return rc;
}

/* What a report needs to be opened again, the least first: the part of its history before a hole
 * only to be read, its history left out, then the drafts that no longer fit their text. */
static enum rc settle_report(struct store *store, int64_t id, struct recovered *out,
                             struct err *err) {
    static const struct {
        const char *sql, *note;
    } steps[] = {
        {"DELETE FROM change WHERE report = %lld AND NOT (kind = 'splice' AND fold IS NULL)",
         N_("报告%lld：修改历史不全，已略去；正文都在")},
        {"DELETE FROM change WHERE report = %lld", N_("报告%lld：没有存完的几处输入已略去")},
        {"UPDATE section SET attributes = replace(hex(zeroblob(length(body) -"
         " length(replace(body, char(10), '')) + 1)), '00', 'p')"
         " WHERE report = %lld",
         N_("报告%lld：段落的种类已全部改为正文")},
        {"UPDATE section SET parent = 0, position = id WHERE report = %lld AND id > 0",
         N_("报告%lld：目录的层次已打平")},
    };
    struct err why = {0};
    size_t told = out->notes.len;
    enum rc rc = report_verify(store, id, &why);
    if (rc == RC_DAMAGED || rc == RC_CONFLICT) {
        enum rc settled = settle_gap(store, id, out, &why);
        rc = settled == RC_OK ? report_verify(store, id, &why) : settled;
    }
    for (size_t i = 0; (rc == RC_DAMAGED || rc == RC_CONFLICT) && i < ARRAY_LEN(steps); i++) {
        if (i == 0)
            str_cut(&out->notes, told); /* that was not enough */
        rc = run_for(store, steps[i].sql, id, err);
        if (rc != RC_OK)
            return rc;
        note(out, _(steps[i].note), id);
        rc = report_verify(store, id, &why);
    }
    return rc == RC_OK ? RC_OK : err_set(err, rc, "%s", why.text);
}

/* What is there in the end, not what was read. */
static enum rc count_found(struct store *store, struct recovered *out, struct err *err) {
    enum rc rc =
        count_rows(store, "SELECT count(*) FROM section WHERE id > 0", 0, 0, &out->sections, err);
    return rc == RC_OK ? count_rows(store, "SELECT count(*) FROM change WHERE kind <> 'splice'", 0,
                                    0, &out->changes, err)
                       : rc;
}

static enum rc settle(struct store *store, struct recovered *out, struct err *err) {
    struct stmt stmt;
    int64_t *ids = NULL;
    size_t count = 0, cap = 0;
    enum rc rc = db_run_script(store->db, mend, err);
    stmt_start(&stmt, store->db, QUERY_REPORT_IDS);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(ids, count, cap);
        ids[count++] = stmt_int(&stmt, 0);
    }
    enum rc listed = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    rc = rc == RC_OK ? listed : rc;
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = settle_report(store, ids[i], out, err);
    out->reports = count;
    mem_free(ids);
    if (rc == RC_OK)
        rc = count_found(store, out, err);
    return rc == RC_OK ? db_run_script(store->db, guard, err) : rc;
}

/* --- the damaged file --- */

static size_t number_at(const unsigned char *bytes) {
    return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
}

/* Puts a page of `from` that belongs to the list of tables, and those below it, into the same place
 * of `to`. The format: https://www.sqlite.org/fileformat2.html#b_tree_pages */
static void graft(struct str *to, struct span from, size_t page, int depth) {
    enum { INTERIOR = 5, DEPTH_MOST = 4 };
    size_t at = (page - 1) * PAGE;
    if (page == 0 || at + PAGE > from.n || at + PAGE > to->len || depth > DEPTH_MOST)
        return;
    const unsigned char *bytes = (const unsigned char *)from.p + at;
    const unsigned char *head = bytes + (page == 1 ? HEADER : 0);
    memcpy(to->s + at, bytes, PAGE);
    if (head[0] != INTERIOR)
        return;
    graft(to, from, number_at(head + 8), depth + 1);
    size_t cells = (size_t)head[3] << 8 | head[4];
    for (size_t i = 0; i < cells && 12 + 2 * i < PAGE - HEADER; i++) {
        const unsigned char *pointer = head + 12 + 2 * i;
        size_t cell = (size_t)pointer[0] << 8 | pointer[1];
        if (cell + 4 <= PAGE)
            graft(to, from, number_at(bytes + cell), depth + 1);
    }
}

/* What later migrations have added to them: it takes no page more. */
static const char later_columns[] =
    "ALTER TABLE change ADD COLUMN writer INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE change ADD COLUMN took INTEGER;"
    "ALTER TABLE report ADD COLUMN unreviewed INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE report ADD COLUMN uid TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE report ADD COLUMN reviewed INTEGER NOT NULL DEFAULT -1;";

/* A file of nothing but our first tables. They were made first in every database, so their list and
 * their first pages are at the same places in each. */
static enum rc make_tables(struct str *bytes, const char *path, struct err *err) {
    struct db *db = NULL;
    const struct embedded *first = embedded_find("migrations/0001-start.sql");
    enum rc rc = db_open(&db, path, DB_WRITE, err);
    if (rc == RC_OK) {
        rc = db_run_script(db, embedded_text(first).p, err);
        if (rc == RC_OK)
            rc = db_run_script(db, later_columns, err);
        db_close(db);
    }
    return rc == RC_OK ? file_read(bytes, path, SIZE_MAX / 2, err) : rc;
}

/* Without a readable list of tables: a copy of the damaged file with ours in its place. */
static enum rc copy_with_tables(struct str *copy, const char *damaged, const char *beside,
                                struct err *err) {
    struct str bytes = STR_INIT, tables_only = STR_INIT;
    enum rc rc = file_make_temp(copy, beside, err);
    if (rc == RC_OK)
        rc = make_tables(&tables_only, copy->s, err);
    if (rc == RC_OK)
        rc = file_read(&bytes, damaged, SIZE_MAX / 2, err);
    if (rc == RC_OK && bytes.len >= PAGE) {
        size_t pages = bytes.len / PAGE;
        graft(&bytes, str_span(&tables_only), 1, 0);
        for (int i = 0; i < 4; i++)
            bytes.s[28 + i] = (char)(pages >> (24 - 8 * i) & 0xFF);
        memset(bytes.s + 32, 0, 8); /* no free pages */
        rc = file_write_atomic(copy->s, str_span(&bytes), err);
    }
    str_release(&bytes);
    str_release(&tables_only);
    return rc;
}

static bool has_tables(struct db *db) {
    int64_t count = 0;
    return db_ask_int(db,
                      "SELECT count(*) FROM sqlite_schema"
                      " WHERE name IN ('report', 'section', 'change')",
                      &count, NULL) == RC_OK &&
           count > 0;
}

/* As it is, with its log where it has one; without a readable list of tables by a copy. */
static enum rc open_damaged(struct db **out, struct str *copy, const char *damaged,
                            const char *beside, struct err *err) {
    static const enum db_access ways[] = {DB_READ, DB_IMMUTABLE};
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        if (db_open(out, damaged, ways[i], NULL) != RC_OK)
            continue;
        if (has_tables(*out))
            return RC_OK;
        db_close(*out);
    }
    enum rc rc = copy_with_tables(copy, damaged, beside, err);
    if (rc != RC_OK)
        return rc;
    if (db_open(out, copy->s, DB_IMMUTABLE, NULL) == RC_OK) {
        if (has_tables(*out))
            return RC_OK;
        db_close(*out);
    }
    return err_set(err, RC_DAMAGED, _("从 %s 里一张表也读不出来；请换上备份"), damaged);
}

struct recovery {
    struct recovered *out;
    const char *damaged;
};

static enum rc recover_into(void *self, const char *fresh, struct err *err) {
    struct recovered *out = ((struct recovery *)self)->out;
    const char *damaged = ((struct recovery *)self)->damaged;
    struct store *store = NULL;
    struct db *from = NULL;
    struct str copy = STR_INIT;
    enum rc rc = store_open(&store, fresh, "recover", STORE_EXISTING, err);
    if (rc == RC_OK)
        rc = open_damaged(&from, &copy, damaged, fresh, err);
    if (rc == RC_OK) {
        /* a page with one broken cell may have good ones */
        (void)!db_run_script(from, "PRAGMA cell_size_check = OFF", NULL);
        rc = copy_tables(from, store->db, out, err);
        db_close(from);
    }
    if (rc == RC_OK && out->reports + out->sections == 0)
        rc = err_set(err, RC_DAMAGED, _("从 %s 里一份报告也读不出来；请换上备份"), damaged);
    if (rc == RC_OK)
        rc = settle(store, out, err);
    if (rc == RC_OK)
        rc = db_run_script(store->db, "PRAGMA journal_mode = DELETE", err);
    store_close(store);
    if (copy.len > 0)
        file_drop(copy.s);
    str_release(&copy);
    return rc;
}

enum rc store_recover(struct recovered *out, const char *damaged, const char *path,
                      enum overwrite_by by, struct err *err) {
    *out = (struct recovered){.notes = STR_INIT};
    if (file_kind_of(damaged) == FILE_NONE)
        return err_set(err, RC_STORE, _("找不到数据库 %s；请检查路径是否写对"), damaged);
    enum rc rc = db_check_kind(damaged, err);
    if (rc == RC_OK)
        rc = overwrite_check(damaged, NULL, path, by, err);
    return rc == RC_OK ? db_make_file(path, file_mode_of(damaged), recover_into,
                                      &(struct recovery){out, damaged}, err)
                       : rc;
}
