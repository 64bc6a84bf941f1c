#include "store/undo.h"

#include "model/change_apply.h"
#include "model/change_parts.h"
#include "model/splice.h"
#include "store/record.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Behind which revision, or row of the history, somebody else's change would stand in the way. */
static int64_t since_of(const struct record *record) {
    return record->change.kind == CHANGE_SPLICE ? record->revision : record->id;
}

/* Who else has changed, since the record, what it would change back; "" for nobody. */
static enum rc find_other(struct store *store, int64_t report, const struct record *record,
                          struct str *clerk, struct err *err) {
    static const enum query questions[RECORD_KIND_COUNT] = {
        [RECORD_SPLICE] = QUERY_OTHER_BODY,
        [RECORD_BODY] = QUERY_OTHER_BODY,
        [RECORD_FIELD] = QUERY_OTHER_FIELD,
        [RECORD_PLACE] = QUERY_OTHER_PLACE,
    };
    struct stmt stmt;
    stmt_start(&stmt, store->db, questions[record->kind]);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_string(&stmt, "$clerk", store->user);
    stmt_bind_int(&stmt, "$since", since_of(record));
    if (record->change.kind == CHANGE_SPLICE || record->change.kind == CHANGE_FIELD)
        stmt_bind_int(&stmt, "$section", record->section);
    if (record->change.kind == CHANGE_FIELD)
        stmt_bind_string(&stmt, "$name", section_field_name(record->change.field));
    while (stmt_next(&stmt))
        str_set(clerk, stmt_text(&stmt, 0));
    return stmt_end(&stmt, err);
}

static enum rc refuse_other(const char *clerk, bool undo, struct err *err) {
    return err_set(err, RC_CONFLICT,
                   undo ? _("“%s”在您之后又改过这里，不能撤销；可用 jixiao history 查看，用 "
                            "jixiao restore 恢复")
                        : _("“%s”在您之后又改过这里，不能重做；可用 jixiao history 查看，用 "
                            "jixiao restore 恢复"),
                   clerk);
}

static enum rc check_others(struct store *store, int64_t report, const struct record *record,
                            bool undo, struct err *err) {
    struct str clerk = STR_INIT;
    enum rc rc = find_other(store, report, record, &clerk, err);
    if (rc == RC_OK && clerk.len > 0)
        rc = refuse_other(clerk.s, undo, err);
    str_release(&clerk);
    return rc;
}

/* By what a record changes: one text, one field of a section, the order of all, one value. */
static int compare_what(const struct record *a, const struct record *b) {
    const struct change *x = &a->change, *y = &b->change;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->kind == CHANGE_VALUE)
        return strcmp(x->name, y->name);
    if (x->kind == CHANGE_PLACE)
        return 0;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    return x->kind == CHANGE_FIELD ? (x->field > y->field) - (x->field < y->field) : 0;
}

static int compare_records(const void *a, const void *b) {
    const struct record *const *x = a, *const *y = b;
    int order = compare_what(*x, *y);
    return order != 0 ? order : (since_of(*x) > since_of(*y)) - (since_of(*x) < since_of(*y));
}

static int compare_value(const void *name, const void *item) {
    const struct record *const *record = item;
    return strcmp(name, (*record)->change.name);
}

/* The values that others have set since, in one pass: a step may hold thousands, and the history
 * has no index by name. Each value stands once in the list, by name. */
static enum rc check_values(struct store *store, int64_t report, const struct record **values,
                            size_t count, bool undo, struct err *err) {
    int64_t since = INT64_MAX;
    struct str clerk = STR_INIT;
    struct stmt stmt;
    for (size_t i = 0; i < count; i++)
        since = values[i]->id < since ? values[i]->id : since;

    stmt_start(&stmt, store->db, QUERY_OTHER_VALUES);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_string(&stmt, "$clerk", store->user);
    stmt_bind_int(&stmt, "$since", since);
    while (stmt_next(&stmt)) {
        const struct record **found =
            bsearch(stmt_text(&stmt, 0).p, values, count, sizeof *values, compare_value);
        if (found != NULL && stmt_int(&stmt, 2) > (*found)->id)
            str_set(&clerk, stmt_text(&stmt, 1));
    }

    enum rc rc = stmt_end(&stmt, err);
    if (rc == RC_OK && clerk.len > 0)
        rc = refuse_other(clerk.s, undo, err);
    str_release(&clerk);
    return rc;
}

/* Keeps, of the records of one thing, the one that stands before the others: who has come after
 * any of them has come after it. Gives how many are left. */
static size_t keep_first(const struct record **records, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare_what(records[kept - 1], records[i]) != 0)
            records[kept++] = records[i];
    return kept;
}

/* A step in 15,000 places of one text asks once about that text. */
static enum rc check_all(struct store *store, int64_t report, const struct records *records,
                         bool undo, struct err *err) {
    const struct record **order = NULL;
    size_t cap = 0, at = 0;
    enum rc rc = RC_OK;
    if (records->count == 0)
        return RC_OK;
    order = mem_grow(order, &cap, records->count, sizeof *order);
    for (size_t i = 0; i < records->count; i++)
        order[i] = &records->items[i];
    qsort(order, records->count, sizeof *order, compare_records);
    size_t count = keep_first(order, records->count);

    for (; rc == RC_OK && at < count && order[at]->change.kind != CHANGE_VALUE; at++)
        rc = check_others(store, report, order[at], undo, err);
    static_assert(CHANGE_VALUE > CHANGE_PLACE, "values come last in the order");
    if (rc == RC_OK && at < count)
        rc = check_values(store, report, order + at, count - at, undo, err);
    mem_free(order);
    return rc;
}

/* The record's change becomes the set's. */
static void set_take(struct change_set *set, struct record *record) {
    MEM_PUSH_ROOM(set->changes, set->count, set->cap);
    set->changes[set->count++] = record->change;
    record->change = (struct change){0};
    splice_init(&record->change.splice);
}

/* That a section is touched and no longer last year's is saved with the text of several steps
 * (drafts.c); it goes and comes with the first of them. Where somebody else has changed it since,
 * it stays. */
static enum rc gather_flags(struct store *store, int64_t report, int64_t act, bool undo,
                            struct change_set *set, struct err *err) {
    struct records records = {0};
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_FLAGS_OF_STEP);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$act", act);
    enum rc rc = records_take(&records, &stmt, err);
    for (size_t i = 0; rc == RC_OK && i < records.count; i++)
        if (check_others(store, report, &records.items[i], undo, NULL) == RC_OK)
            set_take(set, &records.items[i]);
    records_release(&records);
    return rc;
}

static enum rc gather(struct store *store, int64_t report, int64_t act, bool undo,
                      struct change_set *set, struct err *err) {
    struct records records = {0};
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_RECORDS_OF_ACT);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$act", act);
    enum rc rc = records_take(&records, &stmt, err);
    if (rc == RC_OK)
        rc = check_all(store, report, &records, undo, err);
    for (size_t i = 0; rc == RC_OK && i < records.count; i++) {
        set->act = records.items[i].word;
        set_take(set, &records.items[i]);
    }
    records_release(&records);
    if (rc == RC_OK)
        rc = gather_flags(store, report, act, undo, set, err);
    if (undo)
        change_set_invert(set);
    return rc;
}

/* Nothing, or nothing behind the last step on the report's way. */
static enum rc none_left(struct store *store, int64_t report, bool undo, struct err *err) {
    struct stmt stmt;
    int64_t barrier = 0;
    stmt_start(&stmt, store->db, QUERY_UNDO_BARRIER);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_string(&stmt, "$clerk", store->user);
    enum rc rc = stmt_run_int(&stmt, &barrier, err);
    if (rc != RC_OK)
        return rc;
    if (undo && barrier != 0)
        return err_set(
            err, RC_NOT_FOUND,
            _("没有可以撤销的修改：撤销不越过送审、退回、定稿、报送，也不越过取用的填报数"));
    return err_set(err, RC_NOT_FOUND, undo ? _("没有可以撤销的修改") : _("没有可以重做的修改"));
}

static enum rc find_step(struct store *store, int64_t report, bool undo, struct change_set *set,
                         int64_t *target, struct err *err) {
    struct tx tx;
    struct stmt stmt;
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK) {
        stmt_start(&stmt, store->db, undo ? QUERY_UNDO_TARGET : QUERY_REDO_TARGET);
        stmt_bind_int(&stmt, "$report", report);
        stmt_bind_string(&stmt, "$clerk", store->user);
        rc = stmt_run_int(&stmt, target, err);
    }
    if (rc == RC_OK && *target == 0)
        rc = none_left(store, report, undo, err);
    if (rc == RC_OK)
        rc = gather(store, report, *target, undo, set, err);
    return tx_finish(&tx, rc, err);
}

enum rc store_find_undo(struct store *store, int64_t report, struct change_set *set,
                        int64_t *target, struct err *err) {
    return find_step(store, report, true, set, target, err);
}

enum rc store_find_redo(struct store *store, int64_t report, struct change_set *set,
                        int64_t *target, struct err *err) {
    return find_step(store, report, false, set, target, err);
}

enum rc store_mark_undone(struct store *store, int64_t report, int64_t target, bool undone,
                          struct err *err) {
    struct tx tx;
    struct stmt stmt;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK) {
        stmt_start(&stmt, store->db, undone ? QUERY_ACT_UNDONE : QUERY_ACT_REDONE);
        stmt_bind_int(&stmt, "$report", report);
        stmt_bind_int(&stmt, "$act", target);
        rc = stmt_run(&stmt, err);
    }
    return tx_finish(&tx, rc, err);
}
