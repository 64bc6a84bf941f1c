#include "store/follow.h"

#include "model/body_merge.h"
#include "store/drafts.h"
#include "store/record.h"
#include "store/sections.h"

#include "base/lang.h"
#include "base/mem.h"

/* The window's splices, in the order of typing, and how many of them are merged. */
struct typed {
    struct records splices;
    size_t merged;
};

static void start(struct stmt *stmt, struct store *store, enum query query,
                  const struct draft *draft) {
    stmt_start(stmt, store->db, query);
    stmt_bind_int(stmt, "$report", draft->report);
    stmt_bind_int(stmt, "$section", draft->section);
    stmt_bind_string(stmt, "$clerk", draft->writer.clerk);
    stmt_bind_int(stmt, "$writer", draft->writer.window);
    stmt_bind_int(stmt, "$revision", draft->base_revision);
}

/* Those up to a row that are not merged yet. */
static enum rc merge_typed(struct body_merge *merge, struct typed *typed, int64_t last,
                           struct err *err) {
    enum rc rc = RC_OK;
    while (rc == RC_OK && typed->merged < typed->splices.count &&
           typed->splices.items[typed->merged].id <= last)
        rc = body_merge_typed(merge, &typed->splices.items[typed->merged++].change.splice, err);
    return rc;
}

/* Each change that the window has not seen, behind what of its own was saved before that. */
static enum rc merge_unseen(struct store *store, const struct draft *draft,
                            struct body_merge *merge, struct typed *typed, struct records *unseen,
                            struct err *err) {
    enum { TOOK = 20 }; /* the column behind those of a record */
    struct stmt stmt;
    enum rc rc = RC_OK;
    start(&stmt, store, QUERY_DRAFT_UNSEEN, draft);
    stmt_bind_int(&stmt, "$now", draft->stands_on);
    while (rc == RC_OK && stmt_next(&stmt)) {
        MEM_PUSH_ROOM(unseen->items, unseen->count, unseen->cap);
        struct record *record = &unseen->items[unseen->count++];
        rc = record_read(record, &stmt, err);
        if (rc == RC_OK)
            rc = merge_typed(merge, typed, stmt_int(&stmt, TOOK), err);
        if (rc == RC_OK)
            rc = body_merge_saved(merge, &record->change.splice, err);
    }
    enum rc ended = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    return rc == RC_OK ? ended : rc;
}

/* What comes of it up to what was saved last must be what is saved. */
static enum rc check_saved(const struct body_merge *merge, const struct base *now,
                           struct err *err) {
    struct body saved;
    body_init(&saved, LINE_PARAGRAPH);
    enum rc rc = body_merge_take(merge, &saved, err);
    if (rc == RC_OK && !body_equal(&saved, &now->body))
        rc = err_set(err, RC_CONFLICT, _("两处改动合不到一起"));
    body_release(&saved);
    return rc;
}

/* `now` is the saved text that the draft is to follow, afterwards that with what is pending of the
 * draft. */
static enum rc merge_all(struct store *store, const struct draft *draft, struct typed *typed,
                         struct body_merge *merge, struct base *now, struct err *err) {
    struct records unseen = {0};
    struct stmt stmt;
    int64_t took = 0;
    start(&stmt, store, QUERY_DRAFT_TOOK, draft);
    stmt_bind_int(&stmt, "$now", draft->stands_on);
    enum rc rc = stmt_run_int(&stmt, &took, err);
    if (rc == RC_OK)
        rc = merge_unseen(store, draft, merge, typed, &unseen, err);
    if (rc == RC_OK)
        rc = merge_typed(merge, typed, took, err);
    if (rc == RC_OK)
        rc = check_saved(merge, now, err);
    if (rc == RC_OK)
        rc = merge_typed(merge, typed, draft->last, err);
    if (rc == RC_OK)
        rc = body_merge_take(merge, &now->body, err);
    records_release(&unseen);
    return rc;
}

enum rc draft_load_following(struct store *store, const struct draft *draft, struct base *base,
                             struct err *err) {
    struct base common = {0};
    struct typed typed = {0};
    struct stmt stmt;
    enum rc rc = base_load_at(store, draft->report, draft->section, draft->stands_on, base, err);
    if (rc != RC_OK)
        return rc;
    rc = base_load_at(store, draft->report, draft->section, draft->base_revision, &common, err);
    if (rc == RC_OK) {
        start(&stmt, store, QUERY_BASE_SPLICES, draft);
        stmt_bind_int(&stmt, "$last", draft->last);
        rc = records_take(&typed.splices, &stmt, err);
    }
    if (rc == RC_OK) {
        struct body_merge merge;
        body_merge_init(&merge, &common.body);
        rc = merge_all(store, draft, &typed, &merge, base, err);
        body_merge_release(&merge);
    }
    records_release(&typed.splices);
    base_release(&common);
    if (rc != RC_OK)
        base_release(base);
    return rc;
}

/* The newest revision of the section. */
static enum rc find_now(struct store *store, const struct draft *draft, int64_t *now,
                        struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_SECTION_REVISION);
    stmt_bind_int(&stmt, "$report", draft->report);
    stmt_bind_int(&stmt, "$section", draft->section);
    return stmt_run_int(&stmt, now, err);
}

enum rc draft_follow(struct store *store, struct draft *draft, struct err *err) {
    struct stmt stmt;
    struct base merged;
    struct draft follower = *draft;
    struct err why = {0};
    size_t unseen = 0, own = 0;
    start(&stmt, store, QUERY_DRAFT_FOLLOWS, draft);
    while (stmt_next(&stmt)) {
        unseen = stmt_size(&stmt, 0);
        own = stmt_size(&stmt, 1);
    }
    enum rc rc = stmt_end(&stmt, err);
    if (rc != RC_OK || unseen == 0 || own < unseen)
        return rc;
    rc = find_now(store, draft, &follower.stands_on, err);
    if (rc != RC_OK)
        return rc;
    rc = draft_load_following(store, &follower, &merged, &why);
    if (rc == RC_CONFLICT || rc == RC_DAMAGED)
        return RC_OK; /* it is a conflict like any other */
    if (rc != RC_OK)
        return err_set(err, rc, "%s", why.text);
    base_release(&merged);
    *draft = follower;
    draft->follows = true;
    return RC_OK;
}
