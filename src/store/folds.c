/* Folding drafts into the base, and what is done where that cannot be. A fold is worked out from
 * the rows in its transaction, never from what somebody has in memory, and its row names the window
 * and the last splice that it took: so anybody may fold anybody's, and the window goes on from
 * there. */
#include "store/folds.h"

#include "model/section.h"
#include "model/splice.h"
#include "store/clerks.h"
#include "store/drafts.h"
#include "store/record.h"
#include "store/sections.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"

#include <string.h>

static enum rc conflict_with(const struct store *store, const char *clerk, struct err *err) {
    if (clerk != NULL && strcmp(clerk, store->user) == 0)
        return err_set(err, RC_CONFLICT,
                       _("您的另一个窗口在此期间改过这一节；请对照两份文字，选定保留哪一份"));
    return err_set(err, RC_CONFLICT, _("“%s”在此期间改过这一节；请对照两份文字，选定保留哪一份"),
                   clerk);
}

/* --- one row --- */

struct fold {
    const struct draft *draft;
    enum record_kind kind;
    enum act word;
    int64_t at;
};

static struct record_draft row_of(const struct fold *fold, int64_t revision) {
    return (struct record_draft){.report = fold->draft->report,
                                 .section = fold->draft->section,
                                 .revision = revision,
                                 .at = fold->at,
                                 .word = fold->word,
                                 .kind = fold->kind,
                                 .draft = fold->draft};
}

static enum rc mark_folded(struct store *store, const struct draft *draft, enum query query,
                           int64_t row, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, query);
    stmt_bind_int(&stmt, "$fold", row);
    stmt_bind_int(&stmt, "$report", draft->report);
    stmt_bind_int(&stmt, "$section", draft->section);
    stmt_bind_string(&stmt, "$clerk", draft->writer.clerk);
    stmt_bind_int(&stmt, "$writer", draft->writer.window);
    stmt_bind_int(&stmt, "$last", draft->last);
    return stmt_run(&stmt, err);
}

static enum rc touch_report(struct store *store, int64_t report, int64_t at, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_TOUCHED);
    stmt_bind_int(&stmt, "$at", at);
    stmt_bind_int(&stmt, "$id", report);
    return stmt_run(&stmt, err);
}

/* Text that was typed makes its section touched: part of the same entry of the history, and no
 * step of its own (undo.c). */
static enum rc save_touched(struct store *store, const struct fold *fold, int64_t row,
                            struct err *err) {
    struct stmt stmt;
    bool touched = true;
    int64_t id = 0;
    stmt_start(&stmt, store->db, QUERY_SECTION_FIELDS);
    stmt_bind_int(&stmt, "$report", fold->draft->report);
    stmt_bind_int(&stmt, "$section", fold->draft->section);
    while (stmt_next(&stmt))
        touched = stmt_int(&stmt, FIELD_TOUCHED) != 0;
    enum rc rc = stmt_end(&stmt, err);
    if (rc != RC_OK || touched)
        return rc;
    char old_text[] = "0", new_text[] = "1";
    struct change change = {
        .kind = CHANGE_FIELD, .field = FIELD_TOUCHED, .old_text = old_text, .new_text = new_text};
    struct record_draft draft = row_of(fold, -1);
    draft.kind = RECORD_FIELD;
    draft.act = row;
    draft.change = &change;
    rc = record_add(store, &draft, &id, err);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_SECTION_SET_TOUCHED);
    stmt_bind_int(&stmt, "$report", draft.report);
    stmt_bind_int(&stmt, "$section", draft.section);
    stmt_bind_int(&stmt, "$value", 1);
    return stmt_run(&stmt, err);
}

/* Base text to `text`, as one row; its number, 0 where they are equal. */
static enum rc save_delta(struct store *store, const struct fold *fold, struct base *base,
                          const struct body *text, int64_t *row, struct err *err) {
    const struct draft *from = fold->draft;
    struct splice delta;
    struct record_draft draft = row_of(fold, base->revision + 1);
    enum rc rc = RC_OK;
    if (body_diff(&delta, &base->body, text)) {
        rc = record_add_splice(store, &draft, &delta, row, err);
        if (rc == RC_OK)
            rc = body_apply(&base->body, &delta, err);
        base->revision = draft.revision;
        section_set_text(&base->clerk, span_of(from->writer.clerk));
        if (rc == RC_OK)
            rc = base_save(store, from->report, from->section, base, err);
    }
    splice_release(&delta);
    return rc;
}

/* `base` as it stands, `text` what it shall be; afterwards base is that. */
static enum rc fold_text(struct store *store, const struct fold *fold, struct base *base,
                         const struct body *text, struct err *err) {
    const struct draft *draft = fold->draft;
    int64_t row = 0;
    enum rc rc = save_delta(store, fold, base, text, &row, err);
    if (rc == RC_OK)
        rc = save_touched(store, fold, row != 0 ? row : draft->last, err);
    if (rc == RC_OK)
        rc = touch_report(store, draft->report, fold->at, err);
    enum query mark = fold->kind == RECORD_FOLD ? QUERY_DRAFT_FOLD : QUERY_DRAFT_LOSE;
    return rc == RC_OK ? mark_folded(store, draft, mark, row, err) : rc;
}

/* What follows is a step of its own: its splices stand on a text that has gone, and nothing can be
 * undone by them. */
enum rc draft_fold(struct store *store, const struct draft *draft, struct base *base,
                   struct err *err) {
    enum record_kind kind = draft->follows ? RECORD_BODY : RECORD_FOLD;
    struct fold fold = {draft, kind, draft->word, clock_now()};
    struct base text = {0};
    if (base->revision != draft->stands_on)
        return conflict_with(store, base->clerk, err);
    enum rc rc = draft_load(store, draft, &text, err);
    if (rc == RC_OK)
        rc = fold_text(store, &fold, base, &text.body, err);
    base_release(&text);
    return rc;
}

/* --- folding --- */

enum rc store_fold(struct store *store, int64_t report, int64_t section, int64_t window,
                   int64_t *revision, bool *folded, struct err *err) {
    struct tx tx;
    struct draft draft = {0};
    struct base base = {0};
    struct draft_writer writer = {store->user, window};
    int64_t stands_on = *revision;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = draft_find(store, report, section, &writer, ALL_SPLICES, &draft, err);
    if (rc == RC_OK && draft.count == 0)
        rc = draft_stand(store, report, section, &writer, &stands_on, err);
    else if (rc == RC_OK)
        rc = base_load(store, report, section, &base, err);
    if (rc == RC_OK && draft.count > 0) {
        rc = draft_fold(store, &draft, &base, err);
        stands_on = base.revision;
    }
    rc = tx_finish(&tx, rc, err);
    *folded = rc == RC_OK && draft.count > 0 && !draft.follows;
    if (rc == RC_OK)
        *revision = stands_on;
    base_release(&base);
    return rc;
}

static enum rc fold_owner(struct store *store, int64_t report, const struct owner *owner,
                          struct err *err) {
    struct draft draft;
    struct base base = {0};
    struct draft_writer writer = writer_of(owner);
    enum rc rc = draft_find(store, report, owner->section, &writer, ALL_SPLICES, &draft, err);
    if (rc == RC_OK)
        rc = base_load(store, report, owner->section, &base, err);
    if (rc == RC_OK)
        rc = draft_fold(store, &draft, &base, err);
    base_release(&base);
    return rc;
}

enum rc store_follow(struct store *store, int64_t report, bool *followed, struct err *err) {
    struct tx tx;
    struct owners owners = {0};
    *followed = false;
    enum rc rc = owners_find(store, report, &owners, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count; i++) {
        const struct owner *owner = &owners.items[i];
        struct draft_writer writer = writer_of(owner);
        struct draft draft = {0};
        if (owner_is_self(store, owner))
            rc = draft_find(store, report, owner->section, &writer, ALL_SPLICES, &draft, err);
        if (rc != RC_OK || !draft.follows)
            continue;
        rc = tx_begin(&tx, store->db, TX_SAVE, err);
        if (rc == RC_OK)
            rc = fold_owner(store, report, owner, err);
        rc = tx_finish(&tx, rc, err);
        *followed |= rc == RC_OK;
    }
    owners_release(&owners);
    return rc;
}

/* What cannot be folded, or does not fit, stays as it is. */
static bool is_kept(enum rc rc) {
    return rc == RC_CONFLICT || rc == RC_DAMAGED;
}

enum rc store_fold_windows(struct store *store, int64_t report, int64_t section, bool *folded,
                           struct err *err) {
    struct tx tx;
    struct owners owners = {0};
    struct err why = {0};
    enum rc first = RC_OK;
    *folded = false;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = owners_find(store, report, &owners, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count; i++) {
        const struct owner *owner = &owners.items[i];
        if ((section != NO_SECTION && owner->section != section) ||
            strcmp(owner->clerk, store->user) != 0)
            continue;
        rc = fold_owner(store, report, owner, first == RC_OK ? &why : NULL);
        *folded |= rc == RC_OK;
        if (is_kept(rc)) {
            first = first == RC_OK ? rc : first;
            rc = RC_OK;
        }
    }
    rc = tx_finish(&tx, rc, err);
    owners_release(&owners);
    return rc == RC_OK && first != RC_OK ? err_set(err, first, "%s", why.text) : rc;
}

static enum rc fold_all(struct store *store, int64_t report, struct err *err) {
    struct owners owners = {0};
    enum rc rc = owners_find(store, report, &owners, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count; i++) {
        struct err why = {0};
        rc = fold_owner(store, report, &owners.items[i], &why);
        if (rc == RC_CONFLICT)
            rc = err_set(err, rc,
                         _("“%s”写的一节与已保存的文字冲突，还没有选定保留哪一份；请先处理冲突"),
                         owners.items[i].clerk);
        else if (rc != RC_OK)
            rc = err_set(err, rc, "%s", why.text);
    }
    owners_release(&owners);
    return rc;
}

enum rc store_fold_all(struct store *store, int64_t report, struct err *err) {
    struct tx tx;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = fold_all(store, report, err);
    return tx_finish(&tx, rc, err);
}

enum rc store_check_free(struct store *store, int64_t report, int64_t section, bool to_remove,
                         struct err *err) {
    struct owners owners = {0};
    struct base base = {0};
    enum rc rc = owners_find(store, report, &owners, err);
    if (rc == RC_OK)
        rc = base_load(store, report, section, &base, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count; i++) {
        const struct owner *owner = &owners.items[i];
        struct draft_writer writer = writer_of(owner);
        struct draft draft;
        bool is_own = strcmp(owner->clerk, store->user) == 0;
        if (owner->section != section || (is_own && !to_remove))
            continue;
        rc = draft_find(store, report, section, &writer, ALL_SPLICES, &draft, err);
        bool waits = rc == RC_OK && draft.stands_on != base.revision && !draft.follows;
        if (waits && to_remove)
            rc = err_set(err, RC_CONFLICT,
                         _("“%s”在这一节有两份文字还没有选用哪一份；请等选好再删"), owner->clerk);
        else if (rc == RC_OK && draft.stands_on == base.revision && !is_own)
            rc = err_set(err, RC_CONFLICT, _("“%s”正在写这一节，有文字还没有存成；请等他存好再改"),
                         owner->clerk);
    }
    base_release(&base);
    owners_release(&owners);
    return rc;
}

static enum rc settle(struct store *store, int64_t report, size_t *found, struct err *err) {
    struct owners owners = {0};
    enum rc rc = owners_find(store, report, &owners, err);
    for (size_t i = 0; rc == RC_OK && i < owners.count; i++) {
        const struct owner *owner = &owners.items[i];
        if (window_is_live(store, owner->window))
            continue;
        rc = fold_owner(store, report, owner, NULL);
        *found += rc != RC_CONFLICT && strcmp(owner->clerk, store->user) == 0;
        if (is_kept(rc))
            rc = RC_OK;
    }
    owners_release(&owners);
    return rc;
}

enum rc store_settle(struct store *store, int64_t report, size_t *found, struct err *err) {
    struct tx tx;
    struct owners owners = {0};
    *found = 0;
    enum rc rc = owners_find(store, report, &owners, err);
    size_t count = owners.count;
    owners_release(&owners);
    if (rc != RC_OK || count == 0)
        return rc;
    rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = settle(store, report, found, err);
    return tx_finish(&tx, rc, err);
}

/* --- going on from another's text --- */

/* The text that was seen over the base at a revision, whatever has been folded of it since. */
static enum rc load_seen(struct store *store, const struct draft *seen, int64_t revision,
                         struct base *base, struct err *err) {
    struct draft draft = *seen;
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_SPLICE_BASE);
    stmt_bind_int(&stmt, "$id", draft.last);
    enum rc rc = stmt_run_int(&stmt, &draft.base_revision, err);
    if (rc != RC_OK)
        return rc;
    draft.stands_on = revision;
    draft.follows = true;
    rc = draft_load(store, &draft, base, err);
    if (!is_kept(rc))
        return rc;
    draft.stands_on = -1;
    draft.follows = false;
    return draft_load(store, &draft, base, err);
}

/* A splice of this window that makes that text of the base at a revision. */
static enum rc copy_seen(struct store *store, const struct draft *seen, int64_t revision,
                         int64_t *row, struct err *err) {
    struct base base = {0}, text = {0};
    struct splice splice;
    int64_t act = 0;
    enum rc rc = base_load_at(store, seen->report, seen->section, revision, &base, err);
    if (rc == RC_OK)
        rc = load_seen(store, seen, revision, &text, err);
    if (rc == RC_OK) {
        if (body_diff(&splice, &base.body, &text.body))
            rc = store_add_splice(store, seen->report, seen->section, revision, ACT_PUT, &splice,
                                  &act, err);
        splice_release(&splice);
    }
    base_release(&base);
    base_release(&text);
    *row = act;
    return rc;
}

static enum rc take_over(struct store *store, struct draft *draft, const struct store_seen *seen,
                         int64_t *revision, struct err *err) {
    struct base base = {0};
    struct stmt stmt;
    int64_t folded = 0, row = 0;
    bool is_whole = draft->count > 0;
    enum rc rc = base_load(store, draft->report, draft->section, &base, err);
    bool moved = rc == RC_OK && base.revision != draft->stands_on;
    if (rc == RC_OK && is_whole && !moved) {
        rc = draft_fold(store, draft, &base, err);
        *revision = base.revision;
        base_release(&base);
        return rc;
    }
    base_release(&base);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_FOLD_UP_TO);
    stmt_bind_int(&stmt, "$id", seen->last);
    rc = stmt_run_int(&stmt, &folded, err);
    if (rc == RC_OK && !is_whole && folded > 0) {
        *revision = folded;
        return RC_OK;
    }
    draft->last = seen->last;
    if (rc == RC_OK)
        rc = copy_seen(store, draft, *revision, &row, err);
    /* what a window of this user that is gone has left in conflict is this one's from now on */
    bool inherits = is_whole && strcmp(draft->writer.clerk, store->user) == 0 &&
                    !window_is_live(store, draft->writer.window);
    if (rc == RC_OK && inherits)
        rc = mark_folded(store, draft, QUERY_DRAFT_LOSE, row, err);
    return rc;
}

enum rc store_take_over(struct store *store, int64_t report, int64_t section,
                        const struct store_seen *seen, int64_t *revision, struct err *err) {
    struct tx tx;
    struct draft draft;
    struct draft_writer writer = {seen->clerk, seen->window};
    int64_t stands_on = *revision;
    enum rc rc = tx_begin(&tx, store->db, TX_KEY, err);
    if (rc == RC_OK)
        rc = draft_find(store, report, section, &writer, seen->last, &draft, err);
    if (rc == RC_OK)
        rc = take_over(store, &draft, seen, &stands_on, err);
    rc = tx_finish(&tx, rc, err);
    if (rc == RC_OK)
        *revision = stands_on;
    return rc;
}

static enum rc keep_beside(struct store *store, struct draft *draft, const struct body *text,
                           struct err *err) {
    struct base base = {0};
    struct splice splice;
    int64_t act = 0, revision = draft->base_revision, stands_on = revision;
    enum rc rc = draft_stand(store, draft->report, draft->section, &draft->writer, &stands_on, err);
    if (rc == RC_OK &&
        stands_on != revision) /* the splices of this window there would come along */
        rc = err_set(err, RC_CONFLICT, _("这个窗口也改过这一节"));
    if (rc == RC_OK)
        rc = base_load_at(store, draft->report, draft->section, revision, &base, err);
    if (rc != RC_OK)
        return rc;
    if (body_diff(&splice, &base.body, text))
        rc = store_add_splice(store, draft->report, draft->section, revision, ACT_PUT, &splice,
                              &act, err);
    splice_release(&splice);
    base_release(&base);
    return rc;
}

enum rc store_keep_beside(struct store *store, int64_t report, int64_t section, int64_t revision,
                          const struct body *text, struct err *err) {
    struct tx tx;
    struct draft draft;
    struct draft_writer self = writer_self(store);
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = draft_find(store, report, section, &self, ALL_SPLICES, &draft, err);
    if (rc == RC_OK && draft.count > 0)
        rc = err_set(err, RC_CONFLICT, _("这个窗口也改过这一节"));
    if (rc == RC_OK) {
        draft.base_revision = revision;
        rc = keep_beside(store, &draft, text, err);
    }
    return tx_finish(&tx, rc, err);
}

/* --- conflicts --- */

/* The draft goes to the history as a row of its own, and its steps cannot be undone any more. */
static enum rc lose_draft(struct store *store, const struct fold *fold, const struct base *mine,
                          struct err *err) {
    const struct draft *draft = fold->draft;
    struct base stood_on;
    struct splice delta;
    int64_t row = 0;
    enum rc rc = base_load_at(store, draft->report, draft->section, mine->revision, &stood_on, err);
    if (rc != RC_OK)
        return rc;
    if (body_diff(&delta, &stood_on.body, &mine->body)) {
        struct record_draft lost = row_of(fold, mine->revision);
        lost.kind = RECORD_LOST;
        rc = record_add_splice(store, &lost, &delta, &row, err);
    }
    splice_release(&delta);
    base_release(&stood_on);
    return rc == RC_OK ? mark_folded(store, draft, QUERY_DRAFT_LOSE, row, err) : rc;
}

static enum rc resolve(struct store *store, const struct draft *draft, bool keep_mine,
                       struct err *err) {
    struct fold fold = {draft, RECORD_BODY, ACT_RESOLVE, clock_now()};
    struct base base = {0}, mine = {0};
    enum rc rc = base_load(store, draft->report, draft->section, &base, err);
    if (rc == RC_OK)
        rc = draft_load(store, draft, &mine, err);
    if (rc == RC_OK && keep_mine)
        rc = fold_text(store, &fold, &base, &mine.body, err);
    else if (rc == RC_OK)
        rc = lose_draft(store, &fold, &mine, err);
    base_release(&base);
    base_release(&mine);
    return rc;
}

enum rc store_resolve(struct store *store, int64_t report, int64_t section, int64_t window,
                      bool mine, struct err *err) {
    struct tx tx;
    struct draft draft = {0};
    struct draft_writer writer = {store->user, window};
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = draft_find(store, report, section, &writer, ALL_SPLICES, &draft, err);
    if (rc == RC_OK && draft.count > 0)
        rc = resolve(store, &draft, mine, err);
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
