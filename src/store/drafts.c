/* Typed text: splices appended one by one, put over the base on reading, folded into the base. */
#include "store/record.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"

#include <string.h>

enum rc conflict_with(const char *clerk, struct err *err) {
    return err_set(err, RC_CONFLICT, _("“%s”在此期间改过这一节；请对照两份文字，选定保留哪一份"),
                   clerk);
}

/* --- tails --- */

static struct tail *tail_find(struct store *store, int64_t report, int64_t section) {
    for (size_t i = store->tail_count; i-- > 0;)
        if (store->tails[i].section == section && store->tails[i].report == report)
            return &store->tails[i];
    return NULL;
}

static void tail_set(struct store *store, int64_t report, int64_t section, int64_t splice) {
    struct tail *tail = tail_find(store, report, section);
    if (tail == NULL) {
        MEM_PUSH_ROOM(store->tails, store->tail_count, store->tail_cap);
        tail = &store->tails[store->tail_count++];
        *tail = (struct tail){.report = report, .section = section};
    }
    tail->splice = splice;
}

/* What this connection has seen of the draft: nothing is missing that it would not know of. A
 * report that it has not loaded (NO_SECTION stands for the whole) is taken as seen. */
static int64_t last_seen(struct store *store, int64_t report, int64_t section) {
    const struct tail *tail = tail_find(store, report, section);
    if (tail != NULL)
        return tail->splice;
    return tail_find(store, report, NO_SECTION) != NULL ? 0 : INT64_MAX;
}

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
    stmt_bind_int(&stmt, "$at", clock_now());
    stmt_bind_string(&stmt, "$word", act_word(act));
    record_bind_splice(&stmt, splice);
    stmt_bind_int(&stmt, "$revision", base_revision);
    stmt_bind_int(&stmt, "$last", last_seen(store, report, section));
    rc = stmt_run_insert(&stmt, &id, err);
    if (rc == RC_OK && id == 0)
        rc = err_set(err, RC_CONFLICT,
                     _("另一个窗口正以您的名字“%s”修改这一节；请先在那边保存并离开"), store->user);
    rc = tx_finish(&tx, rc, err);
    if (rc != RC_OK)
        return rc;
    tail_set(store, report, section, id);
    if (*act_id == 0)
        *act_id = id;
    return RC_OK;
}

enum rc store_sync(struct store *store, struct err *err) {
    return db_sync(store->db, err);
}

/* --- reading --- */

enum rc draft_find(struct store *store, int64_t report, int64_t section, struct draft *draft,
                   struct err *err) {
    struct stmt stmt;
    *draft = (struct draft){.word = ACT_TYPE};
    stmt_start(&stmt, store->db, QUERY_DRAFT_OF);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section);
    stmt_bind_string(&stmt, "$clerk", store->user);
    while (stmt_next(&stmt)) {
        draft->count = stmt_size(&stmt, 0);
        draft->last = stmt_int(&stmt, 1);
        draft->base_revision = stmt_int(&stmt, 2);
        if (!span_equal(stmt_text(&stmt, 3), stmt_text(&stmt, 4)) ||
            !act_find(stmt_text(&stmt, 3), &draft->word))
            draft->word = ACT_TYPE;
    }
    return stmt_end(&stmt, err);
}

enum rc draft_load(struct store *store, int64_t report, int64_t section, const char *clerk,
                   int64_t base_revision, struct base *base, struct err *err) {
    struct records splices = {0};
    struct stmt stmt;
    enum rc rc = base_load(store, report, section, base, err);
    if (rc != RC_OK)
        return rc;
    bool moved = base->revision != base_revision;
    if (moved) {
        base_release(base);
        rc = base_load_at(store, report, section, base_revision, base, err);
        if (rc != RC_OK)
            return rc;
    }
    /* Where another window has folded a part of the splices, this text still stands on them. */
    stmt_start(&stmt, store->db, moved ? QUERY_BASE_SPLICES : QUERY_DRAFT_SPLICES);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section);
    stmt_bind_string(&stmt, "$clerk", clerk);
    if (moved)
        stmt_bind_int(&stmt, "$revision", base_revision);
    rc = records_take(&splices, &stmt, err);
    for (size_t i = 0; rc == RC_OK && i < splices.count; i++)
        rc = body_apply(&base->body, &splices.items[i].change.splice, err);
    records_release(&splices);
    if (rc != RC_OK)
        base_release(base);
    return rc;
}

struct owner { /* of a draft of some section */
    int64_t section, last, base_revision;
    char *clerk;
    bool own;
};
struct owners {
    struct owner *items;
    size_t count, cap;
};

/* For each section the draft to be seen: this user's, else that of who wrote last. */
static enum rc find_owners(struct store *store, int64_t report, struct owners *owners,
                           struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_DRAFT_OWNERS);
    stmt_bind_int(&stmt, "$report", report);
    while (stmt_next(&stmt)) {
        struct owner owner = {.section = stmt_int(&stmt, 0),
                              .last = stmt_int(&stmt, 2),
                              .base_revision = stmt_int(&stmt, 3),
                              .clerk = stmt_string(&stmt, 1)};
        owner.own = strcmp(owner.clerk, store->user) == 0;
        struct owner *before = owners->count > 0 ? &owners->items[owners->count - 1] : NULL;
        if (before == NULL || before->section != owner.section) {
            MEM_PUSH_ROOM(owners->items, owners->count, owners->cap);
            owners->items[owners->count++] = owner;
        } else if (before->own) {
            mem_free(owner.clerk);
        } else { /* they come by their last splice */
            mem_free(before->clerk);
            *before = owner;
        }
    }
    return stmt_end(&stmt, err);
}

static void owners_release(struct owners *owners) {
    for (size_t i = 0; i < owners->count; i++)
        mem_free(owners->items[i].clerk);
    mem_free(owners->items);
}

static enum rc read_owned(struct store *store, int64_t report, const struct owner *owner,
                          struct base *base, struct err *err) {
    enum rc rc = base_load(store, report, owner->section, base, err);
    if (rc != RC_OK || (base->revision != owner->base_revision && !owner->own))
        return rc;
    struct base seen = {0};
    rc = draft_load(store, report, owner->section, owner->clerk, owner->base_revision, &seen, err);
    if (rc == RC_CONFLICT || rc == RC_DAMAGED)
        return RC_OK; /* it does not fit: the saved text is what there is to see */
    base_release(base);
    *base = seen;
    return rc;
}

enum rc draft_read(struct store *store, int64_t report, int64_t section, struct body *out,
                   struct err *err) {
    struct owners owners = {0};
    struct base base = {0};
    enum rc rc = find_owners(store, report, &owners, err);
    size_t i = 0;
    while (i < owners.count && owners.items[i].section != section)
        i++;
    if (rc == RC_OK)
        rc = i < owners.count ? read_owned(store, report, &owners.items[i], &base, err)
                              : base_load(store, report, section, &base, err);
    owners_release(&owners);
    if (rc == RC_OK) {
        *out = base.body;
        mem_free(base.clerk);
    }
    return rc;
}

/* Its text until now is what the draft stands on. */
static void add_foreign(struct store_pendings *pendings, struct section *section) {
    MEM_PUSH_ROOM(pendings->foreign, pendings->foreign_count, pendings->foreign_cap);
    pendings->foreign[pendings->foreign_count++] =
        (struct store_foreign){section->id, section->body};
}

static enum rc show_draft(struct store *store, struct report *report, const struct owner *owner,
                          struct store_pendings *pendings, struct err *err) {
    struct section *section = report_find_id(report, owner->section);
    if (section == NULL)
        return err_set(err, RC_DAMAGED, _("有草稿找不到它所属的一节，数据库已损坏；请换上备份"));
    bool moved = section->revision != owner->base_revision;
    if (moved && !owner->own)
        return RC_OK; /* their conflict, not ours: the saved text is what there is to see */
    struct base base;
    enum rc rc = draft_load(store, report->id, owner->section, owner->clerk, owner->base_revision,
                            &base, err);
    bool fits = rc == RC_OK;
    if (rc == RC_CONFLICT || rc == RC_DAMAGED)
        rc = RC_OK; /* a draft that does not fit must not keep the report shut */
    if (fits && (owner->own || pendings == NULL))
        body_release(&section->body);
    else if (fits)
        add_foreign(pendings, section);
    if (fits) {
        section->body = base.body;
        section->revision = owner->base_revision;
        section->touched = true; /* as draft_fold will store it */
        section->carried = false;
        mem_free(base.clerk);
    }
    if (rc == RC_OK && owner->own && pendings != NULL) {
        tail_set(store, report->id, owner->section, owner->last);
        MEM_PUSH_ROOM(pendings->items, pendings->count, pendings->cap);
        pendings->items[pendings->count++] =
            (struct store_pending){owner->section, owner->base_revision, moved || !fits};
    }
    return rc;
}

static void forget_tails(struct store *store, int64_t report) {
    for (size_t i = 0; i < store->tail_count; i++)
        if (store->tails[i].report == report)
            store->tails[i].splice = 0; /* what is not loaded now comes from elsewhere */
    tail_set(store, report, NO_SECTION, 0);
}

enum rc drafts_apply(struct store *store, struct report *report, struct store_pendings *pendings,
                     struct err *err) {
    struct owners owners = {0};
    if (pendings != NULL)
        forget_tails(store, report->id);
    enum rc rc = find_owners(store, report->id, &owners, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count; i++)
        rc = show_draft(store, report, &owners.items[i], pendings, err);
    owners_release(&owners);
    return rc;
}

/* --- folding --- */

static enum rc mark_folded(struct store *store, const struct fold *fold, enum query query,
                           int64_t row, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, query);
    stmt_bind_int(&stmt, "$fold", row);
    stmt_bind_int(&stmt, "$report", fold->report);
    stmt_bind_int(&stmt, "$section", fold->section);
    stmt_bind_string(&stmt, "$clerk", store->user);
    return stmt_run(&stmt, err);
}

static enum rc touch_report(struct store *store, int64_t report, int64_t at, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_TOUCHED);
    stmt_bind_int(&stmt, "$at", at);
    stmt_bind_int(&stmt, "$id", report);
    return stmt_run(&stmt, err);
}

static enum rc save_flag(struct store *store, const struct record_draft *draft,
                         const char *old_text, struct err *err) {
    int64_t row = 0;
    struct stmt stmt;
    char old_copy[] = {old_text[0], '\0'}, new_copy[] = {old_text[0] == '0' ? '1' : '0', '\0'};
    struct change change = *draft->change;
    change.old_text = old_copy;
    change.new_text = new_copy;
    struct record_draft own = *draft;
    own.change = &change;
    enum rc rc = record_add(store, &own, &row, err);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_SECTION_SET_NAME + change.field);
    stmt_bind_int(&stmt, "$report", draft->report);
    stmt_bind_int(&stmt, "$section", draft->section);
    stmt_bind_int(&stmt, "$value", new_copy[0] == '1');
    return stmt_run(&stmt, err);
}

/* Text that was typed makes its section touched and no longer last year's: part of the same entry
 * of the history, and no step of its own (undo.c). */
static enum rc save_flags(struct store *store, const struct fold *fold, int64_t row, int64_t at,
                          struct err *err) {
    struct stmt stmt;
    bool touched = true, carried = false;
    stmt_start(&stmt, store->db, QUERY_SECTION_FIELDS);
    stmt_bind_int(&stmt, "$report", fold->report);
    stmt_bind_int(&stmt, "$section", fold->section);
    while (stmt_next(&stmt)) {
        touched = stmt_int(&stmt, FIELD_TOUCHED) != 0;
        carried = stmt_int(&stmt, FIELD_CARRIED) != 0;
    }
    enum rc rc = stmt_end(&stmt, err);
    struct change change = {.kind = CHANGE_FIELD, .field = FIELD_TOUCHED};
    struct record_draft draft = {.report = fold->report,
                                 .section = fold->section,
                                 .act = row,
                                 .revision = -1,
                                 .at = at,
                                 .word = fold->word,
                                 .kind = RECORD_FIELD,
                                 .change = &change};
    if (rc == RC_OK && !touched)
        rc = save_flag(store, &draft, "0", err);
    change.field = FIELD_CARRIED;
    if (rc == RC_OK && carried)
        rc = save_flag(store, &draft, "1", err);
    return rc;
}

/* Base text to `text`, as one row; its number, 0 where they are equal. */
static enum rc save_delta(struct store *store, const struct fold *fold, struct base *base,
                          const struct body *text, int64_t at, int64_t *row, struct err *err) {
    struct splice delta;
    struct record_draft draft = {.report = fold->report,
                                 .section = fold->section,
                                 .revision = base->revision + 1,
                                 .at = at,
                                 .word = fold->word,
                                 .kind = fold->kind};
    enum rc rc = RC_OK;
    if (body_diff(&delta, &base->body, text)) {
        rc = record_add_splice(store, &draft, &delta, row, err);
        if (rc == RC_OK)
            rc = base_save(store, fold->report, fold->section, text, draft.revision, err);
        if (rc == RC_OK)
            rc = body_apply(&base->body, &delta, err);
        base->revision = draft.revision;
    }
    splice_release(&delta);
    return rc;
}

enum rc draft_fold(struct store *store, const struct fold *fold, struct base *base,
                   const struct body *text, struct err *err) {
    int64_t row = 0, at = clock_now();
    enum rc rc = save_delta(store, fold, base, text, at, &row, err);
    if (rc == RC_OK)
        rc = save_flags(store, fold, row != 0 ? row : fold->last, at, err);
    if (rc == RC_OK)
        rc = touch_report(store, fold->report, at, err);
    if (rc == RC_OK)
        rc = mark_folded(store, fold, QUERY_DRAFT_FOLD, row, err);
    return rc;
}

static enum rc fold_section(struct store *store, const struct section *section,
                            const struct fold *fold, const struct draft *draft, struct base *base,
                            struct err *err) {
    struct base mine = {0};
    if (base->revision != draft->base_revision)
        return conflict_with(base->clerk, err);
    if (section != NULL)
        return draft_fold(store, fold, base, &section->body, err);
    enum rc rc = draft_load(store, fold->report, fold->section, store->user, draft->base_revision,
                            &mine, err);
    if (rc != RC_OK)
        return rc;
    rc = draft_fold(store, fold, base, &mine.body, err);
    base_release(&mine);
    return rc;
}

enum rc store_fold(struct store *store, const struct report *report, int64_t section,
                   int64_t *revision, struct err *err) {
    struct tx tx;
    struct draft draft;
    struct base base = {0};
    const struct section *open = report_find_id(report, section);
    assert(open != NULL);
    *revision = open->revision;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = draft_find(store, report->id, section, &draft, err);
    if (rc == RC_OK && draft.count > 0) {
        struct fold fold = {report->id, section, RECORD_FOLD, draft.word, draft.last};
        rc = base_load(store, report->id, section, &base, err);
        if (rc == RC_OK)
            rc = fold_section(store, open, &fold, &draft, &base, err);
    }
    rc = tx_finish(&tx, rc, err);
    if (rc == RC_OK && base.clerk != NULL)
        *revision = base.revision;
    base_release(&base);
    return rc;
}

/* --- conflicts --- */

/* The draft goes to the history as a row of its own, and its steps cannot be undone any more. */
static enum rc lose_draft(struct store *store, const struct fold *fold, const struct base *mine,
                          struct err *err) {
    struct base stood_on;
    struct splice delta;
    int64_t row = 0;
    enum rc rc = base_load_at(store, fold->report, fold->section, mine->revision, &stood_on, err);
    if (rc != RC_OK)
        return rc;
    if (body_diff(&delta, &stood_on.body, &mine->body)) {
        struct record_draft draft = {.report = fold->report,
                                     .section = fold->section,
                                     .revision = mine->revision,
                                     .at = clock_now(),
                                     .word = fold->word,
                                     .kind = RECORD_LOST};
        rc = record_add_splice(store, &draft, &delta, &row, err);
    }
    splice_release(&delta);
    base_release(&stood_on);
    if (rc == RC_OK)
        rc = mark_folded(store, fold, QUERY_DRAFT_LOSE, row, err);
    return rc;
}

static enum rc resolve(struct store *store, struct fold *fold, bool keep_mine, struct err *err) {
    struct draft draft;
    struct base base = {0}, mine = {0};
    enum rc rc = draft_find(store, fold->report, fold->section, &draft, err);
    if (rc != RC_OK || draft.count == 0)
        return rc;
    fold->last = draft.last;
    rc = base_load(store, fold->report, fold->section, &base, err);
    if (rc == RC_OK)
        rc = draft_load(store, fold->report, fold->section, store->user, draft.base_revision, &mine,
                        err);
    if (rc == RC_OK && keep_mine)
        rc = draft_fold(store, fold, &base, &mine.body, err);
    else if (rc == RC_OK)
        rc = lose_draft(store, fold, &mine, err);
    base_release(&base);
    base_release(&mine);
    return rc;
}

enum rc store_resolve(struct store *store, int64_t report, int64_t section, bool mine,
                      struct err *err) {
    struct tx tx;
    struct fold fold = {report, section, RECORD_BODY, ACT_RESOLVE, 0};
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = resolve(store, &fold, mine, err);
    return tx_finish(&tx, rc, err);
}

enum rc store_load_base(struct store *store, int64_t report, int64_t section, struct body *out,
                        int64_t *revision, char **user, struct err *err) {
    struct base base;
    enum rc rc = base_load(store, report, section, &base, err);
    if (rc != RC_OK)
        return rc;
    *out = base.body;
    *revision = base.revision;
    *user = base.clerk;
    return RC_OK;
}
