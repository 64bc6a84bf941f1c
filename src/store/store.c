/* Opening, checking what file it is, and the small things of a connection. */
#include "store/store.h"

#include "base/os/file_path.h"
#include "store/db.h"
#include "store/db_error.h"
#include "store/db_files.h"
#include "store/migrate.h"
#include "store/one_name.h"
#include "store/store_private.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/name_hold.h"
#include "base/os/unique.h"
#include "store/clerks.h"
#include "store/news.h"
#include "store/tx.h"

#include <string.h>

enum {
    OPEN_WAIT_MS = 4000,         /* while others make the same file */
    APPLICATION_ID = 0x4A495849, /* "JIXI" */
    MODE_OWN = 0600,
    MODE_SHARED = 0660, /* in a folder that a group of clerks shares */
};

/* SQLite throws away a log that it finds beside a database without a byte. What a killed program
 * left in it may be all that there is of the database that stood here: it gets another name. */
static void keep_left_log(const char *path) {
    struct str log = STR_INIT, kept = STR_INIT;
    str_add_format(&log, "%s-wal", path);
    str_add_format(&kept, "%s-left-%lld-wal", path, (long long)(clock_now() / 1000));
    if (file_is_bare(path) && file_kind_of(log.s) == FILE_REGULAR && !file_is_empty(log.s))
        (void)file_move(log.s, kept.s);
    str_release(&log);
    str_release(&kept);
}

/* Makes the missing folders and the empty file. A file that is there is left alone. */
static enum rc make_file(const char *path, struct err *err) {
    if (file_kind_of(path) != FILE_NONE)
        return RC_OK;
    char *folder = file_path_folder(path);
    enum rc rc = file_make_folder(folder, err);
    if (rc == RC_OK)
        rc = file_make_empty(path, file_folder_is_shared(folder) ? MODE_SHARED : MODE_OWN, err);
    mem_free(folder);
    if (rc != RC_OUTPUT)
        return rc;
    if (err != NULL)
        err->rc = RC_READ_ONLY; /* for a database that is what it means */
    return RC_READ_ONLY;
}

/* What stands in the file, read without changing anything. */
struct identity {
    int64_t application, version, tables;
    bool is_blank; /* nothing was ever put into it */
};

/* All three as of one moment: another program may be making the tables just now. */
static enum rc ask_identity(struct db *db, struct identity *id, struct err *err) {
    enum rc rc = db_run_script(db, "BEGIN", err);
    if (rc != RC_OK)
        return rc;
    rc = db_ask_int(db, "SELECT count(*) FROM sqlite_schema", &id->tables, err);
    if (rc == RC_OK)
        rc = db_ask_int(db, "PRAGMA application_id", &id->application, err);
    if (rc == RC_OK)
        rc = db_ask_int(db, "PRAGMA user_version", &id->version, err);
    enum rc end = db_run_script(db, "COMMIT", rc == RC_OK ? err : NULL);
    return rc == RC_OK ? end : rc;
}

static enum rc identify(struct db *db, struct identity *id, struct err *err) {
    enum rc rc = ask_identity(db, id, err);
    if (rc != RC_OK)
        return rc;
    id->is_blank = id->application == 0 && id->version == 0 && id->tables == 0;
    if (!id->is_blank && id->application != APPLICATION_ID)
        return err_set(err, RC_STORE,
                       _("%s 是别的程序的数据库，没有改动它；请在 --db 后换一个文件名"),
                       db_path(db));
    if (id->version < 0)
        return err_set(err, RC_DAMAGED,
                       _("数据库 %s 的结构版本是 %lld，不会有这样的版本：文件头已损坏；请换上备份，"
                         "或用 jixiao recover 找回"),
                       db_path(db), (long long)id->version);
    if (id->version > migrate_newest())
        return err_set(err, RC_NEWER,
                       _("数据库 %s 由更新的版本建立（结构第 %lld 版，本程序只到第 %lld 版）；"
                         "请先升级 jixiao 再打开"),
                       db_path(db), (long long)id->version, (long long)migrate_newest());
    return RC_OK;
}

static enum rc make_ready(struct db *db, struct err *err) {
    struct identity id = {0};
    enum rc rc = identify(db, &id, err);
    if (rc == RC_OK)
        rc = db_use_journal(db, err);
    if (rc == RC_OK && id.version < migrate_newest())
        rc = migrate(db, err);
    return rc;
}

static enum rc open_with(struct db **out, const char *path, enum db_access access,
                         struct err *err) {
    struct db *db = NULL;
    int64_t began = clock_monotonic();
    enum rc rc = db_open(&db, path, access, err);
    if (rc == RC_OK)
        rc = make_ready(db, err);
    /* Where several make one file, SQLite gives up on the change to the log without a wait. */
    while (db != NULL && rc == RC_BUSY && clock_monotonic() - began < OPEN_WAIT_MS) {
        db_pause(10);
        rc = make_ready(db, err);
    }
    if (rc != RC_OK)
        db_close(db);
    else
        *out = db;
    return rc;
}

/* A full disk has no room for the memory that connections share: then this one works alone. */
static enum rc open_to_write(struct db **out, const char *path, struct err *err) {
    enum rc rc = open_with(out, path, DB_WRITE, err);
    return rc == RC_FULL ? open_with(out, path, DB_ALONE, err) : rc;
}

static enum rc open_to_read(struct db **out, const char *path, enum db_access access, bool old_too,
                            struct err *err) {
    struct db *db = NULL;
    struct identity id = {0};
    enum rc rc = db_open(&db, path, access, err);
    if (rc == RC_OK)
        rc = identify(db, &id, err);
    if (rc == RC_OK && old_too && id.is_blank)
        rc = db_fail_empty(path, err);
    if (rc == RC_OK && !old_too && id.version < migrate_newest())
        rc = err_set(err, RC_READ_ONLY,
                     _("数据库 %s 要先更新结构才能使用，但它只能读、不能写；请检查文件和所在"
                       "文件夹的权限"),
                     path);
    if (rc != RC_OK)
        db_close(db);
    else
        *out = db;
    return rc;
}

/* Without a log nobody has the file open, and a look at it must not leave a log of ours behind that
 * its owner could not write. With one, changes stand in it that must be seen: then rather nothing
 * than an old text. A log without an index is nobody's any more; where none can be made for it the
 * log is read without. A file that works without a log is locked by who writes, and so by who
 * reads. */
static enum rc open_as_it_is(struct db **out, const char *path, bool old_too, struct err *err) {
    struct db *db = NULL;
    enum rc rc = one_name_check(path, err);
    if (rc != RC_OK)
        return rc;
    if (db_has_log(path)) {
        rc = open_to_read(out, path, DB_READ, old_too, err);
        bool is_left = rc == RC_READ_ONLY && !db_has_log_index(path);
        return is_left ? open_to_read(out, path, DB_READ_LOG, old_too, err) : rc;
    }
    rc = open_to_read(&db, path, DB_IMMUTABLE, old_too, err);
    if (rc == RC_OK && !db_says_log(db)) {
        db_close(db);
        return open_to_read(out, path, DB_READ, old_too, err);
    }
    if (rc == RC_OK)
        *out = db;
    return rc;
}

/* The database, and the name that is held while it is open. */
static enum rc open_file(struct db **out, struct name_hold **name, const char *path,
                         enum store_mode mode, struct err *err) {
    enum rc rc = db_check_kind(path, err);
    if (rc != RC_OK)
        return rc;
    if (mode == STORE_LOOK || mode == STORE_VERIFY)
        return open_as_it_is(out, path, mode == STORE_VERIFY, err);
    keep_left_log(path);
    rc = mode == STORE_EXISTING ? RC_OK : make_file(path, err);
    if (rc == RC_OK)
        rc = one_name_take(name, path, err);
    if (rc == RC_OK)
        rc = open_to_write(out, path, err);
    if (rc == RC_OK)
        return RC_OK;
    name_hold_drop(*name);
    *name = NULL;
    bool may_read = mode == STORE_READ_ONLY && file_kind_of(path) != FILE_NONE;
    if (may_read && (rc == RC_READ_ONLY || rc == RC_FULL))
        return open_as_it_is(out, path, false, err);
    return rc;
}

enum rc store_open(struct store **out, const char *path, const char *user, enum store_mode mode,
                   struct err *err) {
    struct db *db = NULL;
    struct name_hold *name = NULL;
    enum rc rc = open_file(&db, &name, path, mode, err);
    if (rc != RC_OK)
        return rc;
    struct store *store = MEM_NEW(struct store);
    store->db = db;
    store->name = name;
    store->user = mem_copy_text(user, strlen(user));
    store->mode = file_mode_of(path);
    store->window = unique_number();
    db_note_files(db);
    (void)store_has_news(store); /* what is there now is no news */
    *out = store;
    return RC_OK;
}

bool store_is_older(struct store *store) {
    int64_t version = 0;
    return db_ask_int(store->db, "PRAGMA user_version", &version, NULL) == RC_OK &&
           version < migrate_newest();
}

static void close_store(struct store *store, void (*close_db)(struct db *db)) {
    if (store == NULL)
        return;
    store_get_up(store);
    tx_abandon(store->db);
    close_db(store->db);
    name_hold_drop(store->name);
    template_free(store->last.template);
    mem_free(store->user);
    mem_free(store);
}

void store_close(struct store *store) {
    close_store(store, db_close);
}

void store_close_gone(struct store *store) {
    close_store(store, db_close_gone);
}

const char *store_path(const struct store *store) {
    return db_path(store->db);
}

const char *store_user(const struct store *store) {
    return store->user;
}

unsigned store_file_mode(const struct store *store) {
    return store->mode;
}

int64_t store_window(const struct store *store) {
    return store->window;
}

void store_set_window(struct store *store, int64_t window) {
    store->window = window;
}

void store_set_wait(struct store *store, int ms) {
    db_set_wait(store->db, ms);
}

bool store_is_remote(const struct store *store) {
    return db_is_remote(store->db);
}

bool store_is_alone(const struct store *store) {
    return db_is_alone(store->db);
}

bool store_share(struct store *store) {
    if (db_share(store->db, NULL) != RC_OK && db_is_alone(store->db))
        return false;
    db_note_files(store->db);
    return true;
}

bool store_is_read_only(const struct store *store) {
    return db_is_read_only(store->db);
}

enum rc store_begin(struct store *store, struct err *err) {
    struct tx tx;
    return tx_begin(&tx, store->db, TX_SAVE, err);
}

enum rc store_begin_reading(struct store *store, struct err *err) {
    struct tx tx;
    return tx_begin(&tx, store->db, TX_READ, err);
}

void store_end_reading(struct store *store) {
    tx_abandon(store->db);
    db_give_back(store->db);
}

enum rc store_finish(struct store *store, enum rc rc, struct err *err) {
    return tx_finish_open(store->db, rc, err);
}
