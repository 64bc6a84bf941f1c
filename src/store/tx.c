#include "store/tx.h"

#include "store/db.h"
#include "store/db_private.h"

#include "base/lang.h"

enum { KEY_WAIT_MS = 60 }; /* a key never waits longer: the text stays in memory */

/* FULL syncs the log in each commit, and all that stood in it before. */
static enum rc set_sync(struct db *db, bool full, struct err *err) {
    if (db->full_sync == full)
        return RC_OK;
    enum rc rc =
        db_run_script(db, full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", err);
    if (rc == RC_OK)
        db->full_sync = full;
    return rc;
}

/* What fills the disk may be the log: pages that have a place in the database are written there,
 * and the next transaction uses the log from its start. */
static void write_log_back(struct db *db) {
    db->was_full = false;
    db->log_pages = LOG_PAGES_MOST;
    db_trim_log(db);
}

static enum rc begin_outermost(struct db *db, enum tx_kind kind, struct err *err) {
    if (db->was_full && kind != TX_READ)
        write_log_back(db);
    enum rc rc = kind == TX_READ ? RC_OK : set_sync(db, kind == TX_SAVE, err);
    if (rc != RC_OK)
        return rc;
    db->patience = kind == TX_KEY && db->wait > KEY_WAIT_MS ? KEY_WAIT_MS : db->wait;
    struct stmt stmt;
    stmt_start(&stmt, db, kind == TX_READ ? QUERY_TX_READ : QUERY_TX_WRITE);
    rc = stmt_run(&stmt, err);
    db->patience = db->wait;
    db->writes = kind != TX_READ;
    db->tx = kind;
    return rc;
}

enum rc tx_begin(struct tx *tx, struct db *db, enum tx_kind kind, struct err *err) {
    *tx = (struct tx){.db = db, .reads = kind == TX_READ};
    if (db->broken)
        return err_set(err, RC_STORE, _("前一步没有存成，已全部撤回；请再做一次"));
    if (db->depth == 0) {
        enum rc rc = begin_outermost(db, kind, err);
        if (rc != RC_OK)
            return rc;
    }
    assert(kind == TX_READ || db->writes);
    db->depth++;
    tx->open = true;
    return RC_OK;
}

static void roll_back(struct db *db) {
    if (sqlite3_get_autocommit(db->handle))
        return; /* SQLite has rolled back by itself: disk full and the like */
    struct stmt stmt;
    stmt_start(&stmt, db, QUERY_TX_ROLLBACK);
    enum rc rc = stmt_run(&stmt, NULL);
    assert(rc == RC_OK || sqlite3_get_autocommit(db->handle));
}

enum rc tx_commit(struct tx *tx, struct err *err) {
    struct db *db = tx->db;
    assert(tx->open && db->depth > 0);
    if (db->broken || (db->depth == 1 && sqlite3_get_autocommit(db->handle)))
        return err_set(err, RC_STORE, _("前一步没有存成，已全部撤回；请再做一次"));
    if (db->depth == 1) {
        struct stmt stmt;
        stmt_start(&stmt, db, QUERY_TX_COMMIT);
        enum rc rc = stmt_run(&stmt, err);
        if (rc != RC_OK)
            return rc;
    }
    db->depth--;
    tx->open = false;
    if (db->depth == 0 && db->tx == TX_SAVE)
        db_trim_log(db);
    return RC_OK;
}

void tx_end(struct tx *tx) {
    if (!tx->open)
        return;
    struct db *db = tx->db;
    tx->open = false;
    assert(db->depth > 0);
    db->depth--;
    if (tx->reads && db->depth > 0)
        return; /* nothing was changed: the one around it goes on */
    roll_back(db);
    db->broken = db->depth > 0;
}

enum rc tx_finish(struct tx *tx, enum rc rc, struct err *err) {
    if (rc == RC_OK)
        rc = tx_commit(tx, err);
    tx->db->was_full |= rc == RC_FULL;
    tx_end(tx);
    return rc;
}

enum rc tx_finish_open(struct db *db, enum rc rc, struct err *err) {
    struct tx tx = {.db = db, .open = db->depth > 0};
    assert(tx.open || rc != RC_OK);
    return tx_finish(&tx, rc, err);
}

void tx_abandon(struct db *db) {
    roll_back(db);
    db->depth = 0;
    db->broken = false;
}
