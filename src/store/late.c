#include "store/late.h"

#include "base/os/clock.h"
#include "store/drafts.h"
#include "store/record.h"
#include "store/sections.h"
#include "store/tx.h"

/* As one that gave way: what it would have done to the text as it was saved then. */
static enum rc keep_late(struct store *store, struct record_draft *row, const struct base *base,
                         const struct splice *const *splices, size_t count, struct err *err) {
    struct body text;
    struct splice delta;
    int64_t id = 0;
    enum rc rc = RC_OK;
    body_copy(&text, &base->body);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = body_apply(&text, splices[i], err);
    if (rc == RC_OK) {
        if (body_diff(&delta, &base->body, &text))
            rc = record_add_splice(store, row, &delta, &id, err);
        splice_release(&delta);
    }
    body_release(&text);
    return rc;
}

static enum rc load_seen(struct store *store, int64_t report, int64_t section, int64_t *revision,
                         struct base *base, struct err *err) {
    struct draft_writer self = writer_self(store);
    enum rc rc = draft_stand(store, report, section, &self, revision, err);
    return rc == RC_OK ? base_load_at(store, report, section, *revision, base, err) : rc;
}

enum rc store_keep_late(struct store *store, int64_t report, int64_t section, int64_t revision,
                        const struct splice *const *splices, size_t count, struct err *err) {
    struct tx tx;
    struct base base = {0};
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = load_seen(store, report, section, &revision, &base, err);
    if (rc == RC_OK) {
        struct record_draft row = {.report = report,
                                   .section = section,
                                   .revision = revision,
                                   .at = clock_now(),
                                   .word = ACT_TYPE,
                                   .kind = RECORD_LOST};
        rc = keep_late(store, &row, &base, splices, count, err);
        base_release(&base);
    }
    return tx_finish(&tx, rc, err);
}
