#include "store/migrate.h"

#include "store/db.h"
#include "store/tx.h"

#include "base/embedded.h"
#include "base/lang.h"

#include <stdio.h>

/* "migrations/0001-start.sql" gives 1, any other embedded file 0. */
static int64_t version_of(const char *path) {
    struct span name = span_of(path);
    uint64_t version = 0;
    enum { DIGITS = 4, VERSION_MOST = 9999 };
    if (!span_take_prefix(&name, SPAN("migrations/")))
        return 0;
    bool known = span_to_number(span_sub(name, 0, DIGITS), VERSION_MOST, &version);
    assert(known);
    return (int64_t)version;
}

int64_t migrate_newest(void) {
    int64_t newest = 0;
    for (const struct embedded *file = embedded_files; file->path != NULL; file++)
        if (version_of(file->path) > newest)
            newest = version_of(file->path);
    return newest;
}

/* The embedded files stand in the order of their names. One transaction: another program that
 * opens the same new file at the same time waits and then finds nothing left to do. */
enum rc migrate(struct db *db, struct err *err) {
    struct tx tx;
    int64_t have = 0;
    enum rc rc = tx_begin(&tx, db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = db_ask_int(db, "PRAGMA user_version", &have, err);
    for (const struct embedded *file = embedded_files; rc == RC_OK && file->path != NULL; file++) {
        int64_t version = version_of(file->path);
        if (version <= have)
            continue;
        char pragma[64];
        (void)snprintf(pragma, sizeof pragma, "PRAGMA user_version = %lld", (long long)version);
        rc = db_run_script(db, embedded_text(file).p, err);
        if (rc == RC_OK)
            rc = db_run_script(db, pragma, err);
    }
    return tx_finish(&tx, rc, err);
}
