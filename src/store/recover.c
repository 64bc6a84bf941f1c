/* A new database from what can be read of a damaged one, made to hold together. */
#include "store/recover.h"

#include "base/embedded.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_temp.h"
#include "store/db.h"
#include "store/db_error.h"
#include "store/db_private.h"
#include "store/one_name.h"
#include "store/recover_index.h"
#include "store/recover_mend.h"
#include "store/recover_rows.h"
#include "store/store_private.h"

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

static enum rc copy_tables(struct salvage *salvage, struct err *err) {
    enum rc rc = db_run_script(salvage->to, "PRAGMA foreign_keys = OFF; BEGIN", err);
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(tables); i++)
        rc = recover_table(salvage, tables[i], err);
    if (rc == RC_OK)
        rc = recover_read_indexes(salvage->from, salvage->to, err);
    if (rc == RC_OK)
        rc = turn_flag(salvage->to, err);
    return rc == RC_OK ? db_run_script(salvage->to, "COMMIT", err) : rc;
}

/* What is there in the end, not what was read. */
static enum rc count_found(struct db *db, struct recovered *out, struct err *err) {
    static const char *const counts[] = {
        "SELECT count(*) FROM report",
        "SELECT count(*) FROM section WHERE id > 0",
        "SELECT count(*) FROM change WHERE kind <> 'splice'",
    };
    size_t *into[] = {&out->reports, &out->sections, &out->changes};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(counts); i++) {
        int64_t found = 0;
        rc = db_ask_int(db, counts[i], &found, err);
        *into[i] = (size_t)found;
    }
    return rc;
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
    if (rc == RC_OK) {
        if (bytes.len < tables_only.len) /* it ends before the last of them */
            str_add_repeat(&bytes, SPAN("\0"), tables_only.len - bytes.len);
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

/* The pages of a damaged file, as its log leaves them where that can be read; empty: SQLite finds
 * nothing wrong with the file. */
static enum rc read_image(struct str *image, struct db *from, bool is_grafted, const char *path,
                          struct err *err) {
    struct str lines = STR_INIT;
    sqlite3_int64 size = 0;
    bool is_whole = !is_grafted &&
                    db_ask_lines(from, "PRAGMA integrity_check(1)", &lines, NULL) == RC_OK &&
                    strcmp(lines.s, "ok\n") == 0;
    str_release(&lines);
    if (is_whole)
        return RC_OK;
    unsigned char *pages = is_grafted ? NULL : sqlite3_serialize(from->handle, "main", &size, 0);
    if (pages != NULL && size > 0)
        str_add(image, (struct span){(const char *)pages, (size_t)size});
    sqlite3_free(pages);
    return image->len > 0 ? RC_OK : file_read(image, path, SIZE_MAX / 2, err);
}

struct recovery {
    struct recovered *out;
    const char *damaged;
};

/* From the open file into the new one. */
static enum rc fill(struct store *store, struct db *from, const struct recovery *recovery,
                    bool is_grafted, struct err *err) {
    struct recovered *out = recovery->out;
    struct str image = STR_INIT;
    struct salvage salvage = {.from = from, .to = store->db, .notes = &out->notes};
    /* a page with one broken cell may have good ones */
    (void)!db_run_script(from, "PRAGMA cell_size_check = OFF", NULL);
    enum rc rc = read_image(&image, from, is_grafted, recovery->damaged, err);
    salvage.image = str_span(&image);
    if (rc == RC_OK)
        rc = copy_tables(&salvage, err);
    if (rc == RC_OK)
        rc = recover_mend(store, &salvage, err);
    if (rc == RC_OK)
        rc = db_run_script(store->db, "PRAGMA foreign_keys = ON", err);
    if (rc == RC_OK)
        rc = count_found(store->db, out, err);
    out->is_damaged = image.len > 0;
    out->lost = salvage.lost;
    str_release(&image);
    if (rc == RC_OK && out->reports == 0)
        rc = err_set(err, RC_DAMAGED, _("从 %s 里一份报告也读不出来；请换上备份"),
                     recovery->damaged);
    return rc;
}

static enum rc recover_into(void *self, const char *fresh, struct err *err) {
    const struct recovery *recovery = self;
    struct store *store = NULL;
    struct db *from = NULL;
    struct str copy = STR_INIT;
    enum rc rc = store_open(&store, fresh, "recover", STORE_EXISTING, err);
    if (rc == RC_OK)
        rc = open_damaged(&from, &copy, recovery->damaged, fresh, err);
    if (rc == RC_OK) {
        rc = fill(store, from, recovery, copy.len > 0, err);
        db_close(from);
    }
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
    if (rc == RC_OK && file_is_empty(damaged))
        rc = db_fail_empty(damaged, err);
    if (rc == RC_OK)
        rc = one_name_check(damaged, err);
    if (rc == RC_OK)
        rc = overwrite_check(&damaged, 1, NULL, path, by, err);
    return rc == RC_OK ? db_make_file(path, file_mode_of(damaged), recover_into,
                                      &(struct recovery){out, damaged}, err)
                       : rc;
}
