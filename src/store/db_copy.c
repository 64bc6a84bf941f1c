#include "store/db_copy.h"

#include "store/db.h"
#include "store/db_error.h"
#include "store/db_private.h"
#include "store/tx.h"

enum { COPY_PAGES = 256 }; /* before others are let in */

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
