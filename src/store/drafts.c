#include "store/drafts.h"

#include "model/splice.h"
#include "store/clerks.h"
#include "store/db.h"
#include "store/edition.h"
#include "store/follow.h"
#include "store/record.h"
#include "store/reports.h"
#include "store/sections.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"

#include <string.h>

/* --- typing --- */

enum rc store_add_splice(struct store *store, int64_t report, int64_t section,
                         int64_t base_revision, enum act act, const struct splice *splice,
                         int64_t *act_id, struct err *err) {
    struct tx tx;
    struct stmt stmt;
    int64_t id = 0;
    enum rc rc = tx_begin(&tx, store->db, TX_KEY, err);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_SPLICE_ADD);
    if (*act_id != 0)
        stmt_bind_int(&stmt, "$act", *act_id);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section);
    stmt_bind_string(&stmt, "$clerk", store->user);
    stmt_bind_int(&stmt, "$writer", store->window);
    stmt_bind_int(&stmt, "$at", clock_now());
    stmt_bind_string(&stmt, "$word", act_word(act));
    record_bind_splice(&stmt, splice);
    stmt_bind_int(&stmt, "$revision", base_revision);
    rc = stmt_run_insert(&stmt, &id, err);
    if (rc == RC_OK && id == 0) /* the lock stands in the statement */
        rc = store_check_lock(store, report, err);
    rc = tx_finish(&tx, rc, err);
    if (rc == RC_OK && *act_id == 0)
        *act_id = id;
    return rc;
}

enum rc store_sync(struct store *store, struct err *err) {
    return db_sync(store->db, err);
}

/* --- one draft --- */

struct draft_writer writer_of(const struct owner *owner) {
    return (struct draft_writer){owner->clerk, owner->window};
}

struct draft_writer writer_self(const struct store *store) {
    return (struct draft_writer){store->user, store->window};
}

static void bind_writer(struct stmt *stmt, const struct draft *draft) {
    stmt_bind_int(stmt, "$report", draft->report);
    stmt_bind_int(stmt, "$section", draft->section);
    stmt_bind_string(stmt, "$clerk", draft->writer.clerk);
    stmt_bind_int(stmt, "$writer", draft->writer.window);
}

enum rc draft_stand(struct store *store, int64_t report, int64_t section,
                    const struct draft_writer *writer, int64_t *revision, struct err *err) {
    struct stmt stmt;
    struct draft key = {.report = report, .section = section, .writer = *writer};
    stmt_start(&stmt, store->db, QUERY_DRAFT_STANDS_ON);
    bind_writer(&stmt, &key);
    stmt_bind_int(&stmt, "$revision", *revision);
    return stmt_run_int(&stmt, revision, err);
}

enum rc draft_find(struct store *store, int64_t report, int64_t section,
                   const struct draft_writer *writer, int64_t last, struct draft *draft,
                   struct err *err) {
    struct stmt stmt;
    *draft =
        (struct draft){.report = report, .section = section, .writer = *writer, .word = ACT_TYPE};
    stmt_start(&stmt, store->db, QUERY_DRAFT_OF);
    bind_writer(&stmt, draft);
    stmt_bind_int(&stmt, "$last", last == ALL_SPLICES ? INT64_MAX : last);
    while (stmt_next(&stmt)) {
        draft->count = stmt_size(&stmt, 0);
        draft->last = stmt_int(&stmt, 1);
        draft->base_revision = draft->stands_on = stmt_int(&stmt, 2);
        if (!span_equal(stmt_text(&stmt, 3), stmt_text(&stmt, 4)) ||
            !act_find(stmt_text(&stmt, 3), &draft->word))
            draft->word = ACT_TYPE;
    }
    enum rc rc = stmt_end(&stmt, err);
    if (rc == RC_OK && draft->count > 0)
        rc = draft_stand(store, report, section, writer, &draft->stands_on, err);
    if (rc == RC_OK && draft->count > 0)
        rc = draft_follow(store, draft, err);
    return rc;
}

/* What the window saw is its base with all that it typed there, folded or not: that is asked only
 * where the base has moved, for those that are folded stand in no index. */
static enum rc load_moved(struct store *store, const struct draft *draft, struct base *base,
                          struct stmt *stmt, struct err *err) {
    base_release(base);
    enum rc rc =
        base_load_at(store, draft->report, draft->section, draft->base_revision, base, err);
    if (rc != RC_OK)
        return rc;
    base->revision = draft->stands_on;
    stmt_start(stmt, store->db, QUERY_BASE_SPLICES);
    stmt_bind_int(stmt, "$revision", draft->base_revision);
    return RC_OK;
}

enum rc draft_load(struct store *store, const struct draft *draft, struct base *base,
                   struct err *err) {
    struct records splices = {0};
    struct stmt stmt;
    if (draft->follows)
        return draft_load_following(store, draft, base, err);
    enum rc rc = base_load(store, draft->report, draft->section, base, err);
    if (rc != RC_OK)
        return rc;
    if (base->revision == draft->stands_on)
        stmt_start(&stmt, store->db, QUERY_DRAFT_SPLICES);
    else
        rc = load_moved(store, draft, base, &stmt, err);
    if (rc != RC_OK)
        return rc;
    bind_writer(&stmt, draft);
    stmt_bind_int(&stmt, "$last", draft->last);
    rc = records_take(&splices, &stmt, err);
    for (size_t i = 0; rc == RC_OK && i < splices.count; i++)
        rc = body_apply(&base->body, &splices.items[i].change.splice, err);
    records_release(&splices);
    if (rc != RC_OK)
        base_release(base);
    return rc;
}

/* --- whose drafts there are --- */

enum rc owners_find(struct store *store, int64_t report, struct owners *owners, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_DRAFT_OWNERS);
    stmt_bind_int(&stmt, "$report", report);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(owners->items, owners->count, owners->cap);
        owners->items[owners->count++] = (struct owner){.section = stmt_int(&stmt, 0),
                                                        .clerk = stmt_string(&stmt, 1),
                                                        .window = stmt_int(&stmt, 2),
                                                        .last = stmt_int(&stmt, 3),
                                                        .base_revision = stmt_int(&stmt, 4)};
    }
    return stmt_end(&stmt, err);
}

void owners_release(struct owners *owners) {
    for (size_t i = 0; i < owners->count; i++)
        mem_free(owners->items[i].clerk);
    mem_free(owners->items);
    *owners = (struct owners){0};
}

bool owner_is_self(const struct store *store, const struct owner *owner) {
    return owner->window == store->window && strcmp(owner->clerk, store->user) == 0;
}

/* This window's own before those of this user before those of others; else the later. */
static int nearness(const struct store *store, const struct owner *owner) {
    return owner_is_self(store, owner) ? 2 : strcmp(owner->clerk, store->user) == 0;
}

/* The draft to be seen of the section of the first of them; *next is the first of another. */
static const struct owner *take_nearest(const struct store *store, const struct owners *owners,
                                        size_t *next) {
    const struct owner *best = &owners->items[*next];
    int64_t section = best->section;
    for (; *next < owners->count && owners->items[*next].section == section; ++*next)
        if (nearness(store, &owners->items[*next]) >= nearness(store, best))
            best = &owners->items[*next];
    return best;
}

/* --- reading --- */

/* What is only looked at: the saved text where somebody else's draft stands on an old one, or it
 * does not fit. */
static enum rc read_owned(struct store *store, int64_t report, const struct owner *owner,
                          struct base *base, struct err *err) {
    struct draft draft;
    struct draft_writer writer = writer_of(owner);
    struct base seen = {0};
    enum rc rc = base_load(store, report, owner->section, base, err);
    if (rc == RC_OK)
        rc = draft_find(store, report, owner->section, &writer, owner->last, &draft, err);
    if (rc != RC_OK || (base->revision != draft.stands_on && nearness(store, owner) == 0))
        return rc;
    rc = draft_load(store, &draft, &seen, err);
    if (rc == RC_CONFLICT || rc == RC_DAMAGED)
        return RC_OK;
    base_release(base);
    *base = seen;
    return rc;
}

enum rc draft_read(struct store *store, int64_t report, int64_t section, struct body *out,
                   struct err *err) {
    struct owners owners = {0};
    struct base base = {0};
    const struct owner *owner = NULL;
    enum rc rc = owners_find(store, report, &owners, err);
    for (size_t i = 0; i < owners.count;) {
        const struct owner *nearest = take_nearest(store, &owners, &i);
        if (nearest->section == section)
            owner = nearest;
    }
    if (rc == RC_OK)
        rc = owner != NULL ? read_owned(store, report, owner, &base, err)
                           : base_load(store, report, section, &base, err);
    owners_release(&owners);
    if (rc == RC_OK) {
        *out = base.body;
        mem_free(base.clerk);
    }
    return rc;
}

/* Whose text it is, up to where. */
static struct store_seen seen_of(const struct owner *owner) {
    return (struct store_seen){span_copy(span_of(owner->clerk)), owner->window, owner->last};
}

static void add_foreign(struct store_pendings *pendings, const struct owner *owner) {
    MEM_PUSH_ROOM(pendings->foreign, pendings->foreign_count, pendings->foreign_cap);
    pendings->foreign[pendings->foreign_count++] =
        (struct store_foreign){owner->section, seen_of(owner)};
}

static void add_pending(struct store_pendings *pendings, const struct owner *owner,
                        int64_t revision, bool conflict) {
    MEM_PUSH_ROOM(pendings->items, pendings->count, pendings->cap);
    pendings->items[pendings->count++] = (struct store_pending){
        owner->section, revision, conflict, false, owner->window, owner->last};
}

/* Somebody else's conflict is not this window's to settle, and what is saved is what there is to
 * see; that of a window of this user which is gone is. */
static bool is_ours(const struct store *store, const struct owner *owner, bool to_type) {
    if (owner_is_self(store, owner) || nearness(store, owner) == 0)
        return owner_is_self(store, owner);
    return !to_type || !window_is_live(store, owner->window);
}

static enum rc show_draft(struct store *store, struct report *report, const struct owner *owner,
                          struct store_pendings *pendings, struct err *err) {
    struct section *section = report_find_id(report, owner->section);
    struct draft_writer writer = writer_of(owner);
    struct draft draft;
    struct base base;
    if (section == NULL)
        return err_set(err, RC_DAMAGED, _("有草稿找不到它所属的一节，数据库已损坏；请换上备份"));
    enum rc rc = draft_find(store, report->id, owner->section, &writer, owner->last, &draft, err);
    if (rc != RC_OK)
        return rc;
    bool moved = section->revision != draft.stands_on;
    bool pends = pendings != NULL && owner_is_self(store, owner);
    if (pends && draft.follows) /* it came a moment ago: store_follow() takes it in first */
        return err_set(err, RC_BUSY, _("这一节刚在别处改过，请稍候"));
    if (moved && !is_ours(store, owner, pendings != NULL))
        return RC_OK;
    rc = draft_load(store, &draft, &base, err);
    bool fits = rc == RC_OK;
    if (rc == RC_CONFLICT || rc == RC_DAMAGED)
        rc = RC_OK; /* a draft that does not fit must not keep the report shut */
    if (fits && pendings != NULL && !pends && !moved)
        add_foreign(pendings, owner);
    /* what this window goes on with is, for its splices, one draft: on the base of the first */
    int64_t revision = pends ? draft.base_revision : draft.stands_on;
    if (fits) {
        body_release(&section->body);
        section->body = base.body;
        section->revision = revision;
        section->touched = true; /* as folding will store it */
        mem_free(base.clerk);
    }
    if (rc == RC_OK && pendings != NULL && (pends || moved))
        add_pending(pendings, owner, revision, moved || !fits);
    return rc;
}

enum rc drafts_apply(struct store *store, struct report *report, struct store_pendings *pendings,
                     struct err *err) {
    struct owners owners = {0};
    enum rc rc = owners_find(store, report->id, &owners, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count;)
        rc = show_draft(store, report, take_nearest(store, &owners, &i), pendings, err);
    owners_release(&owners);
    return rc;
}
