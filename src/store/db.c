#include "store/db.h"

#include "base/os/file_path.h"
#include "base/os/file_temp.h"
#include "store/db_error.h"
#include "store/db_private.h"
#include "store/tokenizer.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_system.h"

#include <errno.h>
#include <string.h>

enum {
    WAIT_MS = 5000,
    NAP_SHORT_MS = 1, /* between two tries for another program's lock … */
    NAP_LONG_MS = 5,  /* … when it has been held for some time */
    NAPS_SHORT = 20,
};

/* What every connection is: nothing of this is kept in the file. The log is trimmed by db_trim_log,
 * so that no key pays for it. */
static const char settings[] = "PRAGMA foreign_keys = ON;"
                               "PRAGMA recursive_triggers = OFF;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA mmap_size = 0;"
                               "PRAGMA synchronous = FULL;";

static int note_log_pages(void *self, sqlite3 *handle, const char *schema, int pages) {
    (void)handle;
    (void)schema;
    ((struct db *)self)->log_pages = pages;
    return SQLITE_OK;
}

/* SQLite's own waiting naps longer and longer: who came first would come last. Commits take less
 * than a millisecond, so the lock is soon free. */
static int wait_for_lock(void *self, int tries) {
    struct db *db = self;
    int64_t now = clock_monotonic();
    if (tries == 0)
        db->waits_since = now;
    if (now - db->waits_since >= db->patience)
        return 0;
    (void)sqlite3_sleep(tries < NAPS_SHORT ? NAP_SHORT_MS : NAP_LONG_MS);
    return 1;
}

/* A path that SQLite takes for nothing but a path (":memory:" and "file:…" mean more to it). */
static void add_plain_path(struct str *out, const char *path) {
    if (path[0] != '/')
        str_add_text(out, "./");
    str_add_text(out, path);
}

static void add_immutable_uri(struct str *out, const char *path) {
    struct str plain = STR_INIT;
    add_plain_path(&plain, path);
    str_add_text(out, "file:");
    for (size_t i = 0; i < plain.len; i++) {
        unsigned char c = (unsigned char)plain.s[i];
        if (c <= ' ' || c >= 0x7F || strchr("%?#", c) != NULL)
            str_add_format(out, "%%%02X", (unsigned)c);
        else
            str_add_byte(out, (char)c);
    }
    str_add_text(out, "?immutable=1");
    str_release(&plain);
}

enum rc db_open(struct db **out, const char *path, enum db_access access, struct err *err) {
    struct db *db = MEM_NEW(struct db);
    struct str name = STR_INIT;
    db->path = mem_copy_text(path, strlen(path));
    db->access = access;
    db->full_sync = true;
    bool writes = access == DB_WRITE || access == DB_ALONE;
    db->is_remote = writes && file_is_remote(path);
    db->alone = access == DB_ALONE && !db->is_remote;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    if (access == DB_IMMUTABLE) {
        add_immutable_uri(&name, path);
        flags |= SQLITE_OPEN_URI;
    } else {
        add_plain_path(&name, path);
    }
    /* "unix-none": as it reads and writes everywhere, but locks nothing: a lock for oneself alone
     * needs a file that can be written */
    bool log_alone = access == DB_READ_LOG;
    int code = sqlite3_open_v2(name.s, &db->handle, flags, log_alone ? "unix-none" : NULL);
    str_release(&name);
    /* Asked before anything is read: that would leave a log beside the file, which its owner could
     * not write. */
    if (code == SQLITE_OK && writes && db_is_read_only(db))
        code = SQLITE_READONLY;
    enum rc rc = code == SQLITE_OK ? RC_OK : db_fail(db, code, err);
    if (rc == RC_OK) {
        db_set_wait(db, WAIT_MS);
        (void)sqlite3_busy_handler(db->handle, wait_for_lock, db);
        (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        (void)sqlite3_wal_hook(db->handle, note_log_pages, db);
        /* before anything is read, as some of the settings do: then no log needs shared memory */
        if (db->is_remote || db->alone || log_alone)
            rc = db_run_script(db, "PRAGMA locking_mode = EXCLUSIVE", err);
    }
    if (rc == RC_OK)
        rc = db_run_script(db, settings, err);
    if (rc == RC_OK)
        rc = db_add_tokenizer(db, err);
    if (rc != RC_OK) {
        db_close(db);
        return rc;
    }
    *out = db;
    return RC_OK;
}

void db_close(struct db *db) {
    if (db == NULL)
        return;
    for (size_t i = 0; i < QUERY_COUNT; i++)
        (void)sqlite3_finalize(db->statements[i]);
    int code = sqlite3_close(db->handle);
    assert(code == SQLITE_OK); /* else a statement of ours is still open */
    mem_free(db->path);
    mem_free(db);
}

const char *db_path(const struct db *db) {
    return db->path;
}

bool db_is_read_only(const struct db *db) {
    return sqlite3_db_readonly(db->handle, "main") != 0;
}

void db_set_wait(struct db *db, int ms) {
    db->wait = db->patience = ms;
}

void db_give_back(struct db *db) {
    if (db->depth == 0)
        (void)sqlite3_db_release_memory(db->handle);
}

void db_pause(int ms) {
    (void)sqlite3_sleep(ms);
}

enum rc db_run_script(struct db *db, const char *sql, struct err *err) {
    errno = 0;
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? RC_OK : db_fail(db, code, err);
}

static enum rc ask(struct db *db, const char *sql, int64_t *number, struct str *text,
                   struct err *err) {
    sqlite3_stmt *handle = NULL;
    errno = 0;
    int code = sqlite3_prepare_v2(db->handle, sql, -1, &handle, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(handle);
    if (code == SQLITE_ROW && number != NULL)
        *number = sqlite3_column_int64(handle, 0);
    if (code == SQLITE_ROW && text != NULL)
        str_add_text(text, (const char *)sqlite3_column_text(handle, 0));
    bool fine = code == SQLITE_ROW || code == SQLITE_DONE;
    enum rc rc = fine ? RC_OK : db_fail(db, code, err);
    (void)sqlite3_finalize(handle);
    return rc;
}

enum rc db_ask_int(struct db *db, const char *sql, int64_t *out, struct err *err) {
    *out = 0;
    return ask(db, sql, out, NULL, err);
}

enum rc db_ask_text(struct db *db, const char *sql, struct str *out, struct err *err) {
    return ask(db, sql, NULL, out, err);
}

enum rc db_ask_lines(struct db *db, const char *sql, struct str *out, struct err *err) {
    sqlite3_stmt *handle = NULL;
    errno = 0;
    int code = sqlite3_prepare_v2(db->handle, sql, -1, &handle, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(handle);
        if (code != SQLITE_ROW)
            break;
        for (int i = 0; i < sqlite3_column_count(handle); i++) {
            const char *text = (const char *)sqlite3_column_text(handle, i);
            str_add_text(out, i > 0 ? " " : "");
            str_add_text(out, text != NULL ? text : "");
        }
        str_add_byte(out, '\n');
    }
    enum rc rc = code == SQLITE_DONE ? RC_OK : db_fail(db, code, err);
    (void)sqlite3_finalize(handle);
    return rc;
}

bool db_is_remote(const struct db *db) {
    return db->is_remote;
}

bool db_is_alone(const struct db *db) {
    return db->alone;
}

/* The index of a log that is in this program's own memory cannot be given to others: the log is
 * written back and ended, then there is a shared one. */
enum rc db_share(struct db *db, struct err *err) {
    struct str mode = STR_INIT;
    assert(db->alone && db->depth == 0);
    enum rc rc = db_ask_text(db, "PRAGMA journal_mode = DELETE", &mode, err);
    if (rc == RC_OK && strcmp(mode.s, "delete") != 0)
        rc = err_set(err, RC_BUSY, "%s", mode.s);
    if (rc == RC_OK)
        rc = db_run_script(db, "PRAGMA locking_mode = NORMAL", err);
    db->alone = rc != RC_OK;
    if (rc == RC_OK)
        rc = db_use_journal(db, err);
    int64_t tables = 0; /* the first look makes the files of the new log */
    if (rc == RC_OK)
        rc = db_ask_int(db, "SELECT count(*) FROM sqlite_schema", &tables, err);
    str_release(&mode);
    return rc;
}

enum rc db_use_journal(struct db *db, struct err *err) {
    if (db->alone)
        return RC_OK; /* it has the one that the file has: another takes room */
    struct str mode = STR_INIT;
    const char *wanted = db->is_remote ? "truncate" : "wal";
    /* a mode of the file is asked, one of the connection is set: only the first is worth a look */
    enum rc rc = db_ask_text(db, "PRAGMA journal_mode", &mode, err);
    if (rc == RC_OK && strcmp(mode.s, wanted) != 0) {
        str_clear(&mode);
        rc = db_ask_text(
            db, db->is_remote ? "PRAGMA journal_mode = TRUNCATE" : "PRAGMA journal_mode = WAL",
            &mode, err);
    }
    str_release(&mode);
    if (rc == RC_OK && db->is_remote)
        rc = db_run_script(db, "BEGIN EXCLUSIVE; COMMIT", err);
    return rc;
}

const char *db_log_path(const struct db *db) {
    const char *path = sqlite3_db_filename(db->handle, "main");
    return path != NULL && path[0] != '\0' ? sqlite3_filename_wal(path) : NULL;
}

/* As SQLite itself does at the end of a FULL commit, without the commit. Where there is no log each
 * commit was synced. */
enum rc db_sync(struct db *db, struct err *err) {
    sqlite3_file *log = NULL;
    assert(db->depth == 0);
    int code = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    errno = 0;
    if (code == SQLITE_OK && log->pMethods != NULL)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    if (code != SQLITE_OK)
        return db_fail(db, code, err);
    db_trim_log(db);
    return RC_OK;
}

void db_trim_log(struct db *db) {
    if (db->log_pages < LOG_PAGES_MOST || db->depth > 0)
        return;
    /* What fails here is tried again later and said by the next call that needs it. */
    (void)sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    db->log_pages = 0;
}

/* The sentence is about the file that the clerk has named, not about ours beside it. */
static void name_wanted(struct err *err, const char *temp, const char *path) {
    const char *at = err != NULL ? strstr(err->text, temp) : NULL;
    if (at == NULL)
        return;
    char *said = span_copy(span_of(err->text));
    (void)err_set(err, err->rc, "%.*s%s%s", (int)(at - err->text), said, path,
                  said + (at - err->text) + strlen(temp));
    mem_free(said);
}

enum rc db_make_file(const char *path, unsigned mode,
                     enum rc (*fill)(void *self, const char *temp, struct err *err), void *self,
                     struct err *err) {
    struct str temp = STR_INIT;
    enum rc rc = file_make_temp(&temp, path, err);
    if (rc == RC_OK) {
        rc = fill(self, temp.s, err);
        if (rc != RC_OK)
            name_wanted(err, temp.s, path);
        if (rc == RC_OK)
            rc = file_take_place(temp.s, path, mode, err);
        else
            file_drop(temp.s);
    }
    str_release(&temp);
    return rc;
}
