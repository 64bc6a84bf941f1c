#include "store/db.h"

#include "base/os/file_path.h"
#include "base/os/file_temp.h"
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
    COPY_PAGES = 256,
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

enum rc db_check_kind(const char *path, struct err *err) {
    enum file_kind kind = file_kind_of(path);
    bool is_link = kind == FILE_LINK;
    if (is_link)
        kind = file_kind_behind(path);
    switch (kind) {
    case FILE_DIRECTORY:
        return err_set(err, RC_STORE, _("%s 是文件夹，不是数据库；请在 --db 后写出文件名"), path);
    case FILE_OTHER:
        return err_set(err, RC_STORE, _("%s 是设备或管道，不能作数据库；请在 --db 后换一个文件名"),
                       path);
    case FILE_NONE:
    case FILE_LINK:
        return is_link ? err_set(err, RC_STORE,
                                 _("%s 是符号链接，它指向的文件不存在；请检查链接，或在 --db "
                                   "后写出真正的文件名"),
                                 path)
                       : RC_OK;
    case FILE_REGULAR:
        break;
    }
    return RC_OK;
}

static enum rc fail_opening(const struct db *db, struct err *err) {
    enum rc rc = db_check_kind(db->path, err);
    if (rc != RC_OK)
        return rc;
    if (file_kind_of(db->path) == FILE_NONE)
        return err_set(err, RC_STORE, _("找不到数据库 %s；请检查路径是否写对"), db->path);
    return err_set(err, RC_READ_ONLY,
                   _("打不开数据库 %s：没有权限，或所在文件夹不能写；请检查两者的权限，或用 --db "
                     "换一个位置"),
                   db->path);
}

static enum rc fail_io(const struct db *db, int code, struct err *err) {
    /* SQLite does not keep the errno of a failed commit; the statement's was 0 before the step. */
    int number = errno != 0 ? errno : sqlite3_system_errno(db->handle);
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return db_fail(db, SQLITE_FULL, err);
    if (number == EROFS)
        return db_fail(db, SQLITE_READONLY, err);
    return err_set(err, RC_STORE,
                   _("读写数据库 %s 时磁盘出错（%s，%d）；请检查磁盘，并尽快用 jixiao backup 备份"),
                   db->path, number != 0 ? strerror(number) : sqlite3_errstr(code), code);
}

/* For the memory that connections share. */
static bool has_room(const struct db *db) {
    enum { SHARED = 32 * 1024 };
    char *folder = file_path_folder(db->path);
    bool has = file_has_room(folder, SHARED);
    mem_free(folder);
    return has;
}

enum rc db_fail(const struct db *db, int code, struct err *err) {
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        mem_fail();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        if (db->is_remote)
            return err_set(err, RC_BUSY,
                           _("数据库 %s 在网络盘上，一次只能一个人用，现在有人正用着；请等他退出，"
                             "或把数据库移到本机磁盘上"),
                           db->path);
        if (db->alone || !has_room(db))
            return err_set(err, RC_BUSY,
                           _("数据库 %s 所在的磁盘已满，一次只能一个程序用，现在有人正用着；请等他"
                             "退出，或先腾出空间"),
                           db->path);
        return err_set(err, RC_BUSY,
                       _("数据库 %s 正被另一个程序占用；请稍后再试，或先关闭那个程序"), db->path);
    case SQLITE_READONLY:
        if (code == SQLITE_READONLY_DBMOVED)
            return err_set(err, RC_STORE,
                           _("数据库 %s 已被移走或替换；请把原文件放回去，再重新打开程序"),
                           db->path);
        return err_set(err, RC_READ_ONLY,
                       _("数据库 %s 只能读、不能写；请检查文件和所在文件夹的权限，或用 --db "
                         "换一个位置"),
                       db->path);
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
        return fail_opening(db, err);
    case SQLITE_FULL:
        return err_set(err, RC_FULL,
                       _("磁盘已满，数据库 %s 写不进去；请腾出空间后再试，已保存的内容不受影响"),
                       db->path);
    case SQLITE_NOTADB:
        return err_set(err, RC_DAMAGED,
                       _("%s 不是数据库，或文件头已损坏；请检查路径，或换上备份的文件"), db->path);
    case SQLITE_CORRUPT:
        return err_set(err, RC_DAMAGED,
                       _("数据库 %s 已损坏；请先停止填写，用 jixiao verify 查看，再换上备份，或用 "
                         "jixiao recover 找回"),
                       db->path);
    case SQLITE_IOERR:
        return fail_io(db, code, err);
    default:
        return err_set(err, RC_STORE, _("数据库 %s 出错：%s（%d）；请用 jixiao verify 检查"),
                       db->path, sqlite3_errmsg(db->handle), code);
    }
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

/* A step that meets another connection's lock is tried again until the wait is over. */
static int copy_pages(sqlite3_backup *backup, int wait) {
    int code, waited = 0;
    enum { NAP_MS = 20 };
    do {
        code = sqlite3_backup_step(backup, COPY_PAGES);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
            if (waited >= wait)
                return code;
            waited += NAP_MS;
            (void)sqlite3_sleep(NAP_MS);
            code = SQLITE_OK;
        }
    } while (code == SQLITE_OK);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* All pages of one database into another: what was in that is gone. */
static enum rc copy_all(struct db *to, struct db *from, struct err *err) {
    sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    int code = backup != NULL ? copy_pages(backup, from->wait) : sqlite3_errcode(to->handle);
    int ended = backup != NULL ? sqlite3_backup_finish(backup) : SQLITE_OK;
    if (code == SQLITE_OK)
        code = ended;
    return code == SQLITE_OK ? RC_OK : db_fail(to, code, err);
}

enum rc db_copy_to(struct db *db, const char *path, struct err *err) {
    struct db *copy = NULL;
    struct tx tx = {0};
    enum rc rc = db_open(&copy, path, DB_WRITE, err);
    if (rc != RC_OK)
        return rc;
    /* Inside one view of the source, so that writers do not make the copy begin anew. */
    int64_t pages = 0;
    rc = tx_begin(&tx, db, TX_READ, err);
    if (rc == RC_OK)
        rc = db_ask_int(db, "SELECT count(*) FROM sqlite_schema", &pages, err);
    if (rc == RC_OK)
        rc = copy_all(copy, db, err);
    tx_end(&tx);
    /* One file without a log beside it: it can be carried away as it is. */
    if (rc == RC_OK)
        rc = db_run_script(copy, "PRAGMA journal_mode = DELETE", err);
    db_close(copy);
    return rc;
}

enum rc db_copy_from(struct db *db, const char *path, struct err *err) {
    struct db *copy = NULL;
    enum rc rc = db_open(&copy, path, DB_IMMUTABLE, err);
    if (rc != RC_OK)
        return rc;
    assert(db->depth == 0);
    rc = copy_all(db, copy, err);
    db_close(copy);
    /* the copy was made to be carried away: ours has a log */
    return rc == RC_OK ? db_use_journal(db, err) : rc;
}

enum rc db_make_file(const char *path, unsigned mode,
                     enum rc (*fill)(void *self, const char *temp, struct err *err), void *self,
                     struct err *err) {
    struct str temp = STR_INIT;
    enum rc rc = file_make_temp(&temp, path, err);
    if (rc == RC_OK) {
        rc = fill(self, temp.s, err);
        if (rc == RC_OK)
            rc = file_take_place(temp.s, path, mode, err);
        else
            file_drop(temp.s);
    }
    str_release(&temp);
    return rc;
}
