#include "store/conflicts.h"

#include "base/mem.h"
#include "base/text/span.h"
#include "store/drafts.h"
#include "store/sections.h"
#include "store/store_private.h"
#include "store/tx.h"

static enum rc look_at(struct store *store, int64_t report, const struct owner *owner,
                       struct store_conflicts *out, struct err *err) {
    struct draft draft;
    struct draft_writer writer = writer_of(owner);
    struct base base = {0};
    enum rc rc = base_load(store, report, owner->section, &base, err);
    if (rc == RC_OK)
        rc = draft_find(store, report, owner->section, &writer, ALL_SPLICES, &draft, err);
    if (rc == RC_OK && draft.count > 0 && draft.stands_on != base.revision && !draft.follows) {
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] =
            (struct store_conflict){report, owner->section, span_copy(span_of(owner->clerk))};
    }
    base_release(&base);
    return rc;
}

static enum rc look_in(struct store *store, int64_t report, struct store_conflicts *out,
                       struct err *err) {
    struct owners owners = {0};
    enum rc rc = owners_find(store, report, &owners, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count; i++)
        rc = look_at(store, report, &owners.items[i], out, err);
    owners_release(&owners);
    return rc;
}

static enum rc look_everywhere(struct store *store, struct store_conflicts *out, struct err *err) {
    int64_t *reports = NULL;
    size_t count = 0, cap = 0;
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_DRAFT_REPORTS);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(reports, count, cap);
        reports[count++] = stmt_int(&stmt, 0);
    }
    enum rc rc = stmt_end(&stmt, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = look_in(store, reports[i], out, err);
    mem_free(reports);
    return rc;
}

enum rc store_list_conflicts(struct store *store, int64_t report, struct store_conflicts *out,
                             struct err *err) {
    struct tx tx;
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK)
        rc = report == ALL_REPORTS ? look_everywhere(store, out, err)
                                   : look_in(store, report, out, err);
    return tx_finish(&tx, rc, err);
}

void store_conflicts_release(struct store_conflicts *conflicts) {
    for (size_t i = 0; i < conflicts->count; i++)
        mem_free(conflicts->items[i].clerk);
    mem_free(conflicts->items);
    *conflicts = (struct store_conflicts){0};
}
