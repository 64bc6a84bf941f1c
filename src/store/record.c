#include "store/record.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/change_parts.h"
#include "model/splice.h"
#include "store/drafts.h"

#define X(name, word) [RECORD_##name] = (word),
static const char *const kind_words[] = {RECORD_KIND_LIST(X)};
#undef X

static bool kind_of_word(struct span word, enum record_kind *kind) {
    for (size_t i = 0; i < ARRAY_LEN(kind_words); i++)
        if (span_is(word, kind_words[i])) {
            *kind = (enum record_kind)i;
            return true;
        }
    return false;
}

/* --- reading; the columns are those of RECORD_COLUMNS --- */

static void read_splice(struct splice *splice, struct stmt *stmt) {
    splice_init(splice);
    str_set(&splice->removed, stmt_text(stmt, 8));
    str_set(&splice->inserted, stmt_text(stmt, 9));
    splice->offset = stmt_size(stmt, 10);
    str_set(&splice->removed_attributes, stmt_text(stmt, 11));
    str_set(&splice->inserted_attributes, stmt_text(stmt, 12));
    str_set(&splice->first_before, stmt_text(stmt, 13));
    str_set(&splice->first_after, stmt_text(stmt, 14));
}

static bool read_change(struct record *record, struct stmt *stmt) {
    struct change *change = &record->change;
    change->section = record->section;
    splice_init(&change->splice);
    switch (record->kind) {
    case RECORD_SPLICE:
    case RECORD_FOLD:
    case RECORD_BODY:
    case RECORD_LOST:
        change->kind = CHANGE_SPLICE;
        read_splice(&change->splice, stmt);
        return true;
    case RECORD_FIELD:
        change->kind = CHANGE_FIELD;
        change->old_text = stmt_string(stmt, 8);
        change->new_text = stmt_string(stmt, 9);
        return section_field_find(stmt_text(stmt, 7), &change->field);
    case RECORD_PLACE:
        change->kind = CHANGE_PLACE;
        change->old_place = (struct place){stmt_int(stmt, 15), stmt_size(stmt, 16)};
        change->new_place = (struct place){stmt_int(stmt, 17), stmt_size(stmt, 18)};
        return true;
    case RECORD_VALUE:
        change->kind = CHANGE_VALUE;
        change->name = stmt_string(stmt, 7);
        change->old_text = stmt_string(stmt, 8);
        change->new_text = stmt_string(stmt, 9);
        return change->name != NULL;
    case RECORD_EVENT:
        return true;
    case RECORD_KIND_COUNT:
        break;
    }
    return false;
}

enum rc record_read(struct record *record, struct stmt *stmt, struct err *err) {
    *record = (struct record){
        .id = stmt_int(stmt, 0),
        .act = stmt_is_null(stmt, 1) ? stmt_int(stmt, 0) : stmt_int(stmt, 1),
        .section = stmt_is_null(stmt, 2) ? NO_SECTION : stmt_int(stmt, 2),
        .clerk = stmt_string(stmt, 3),
        .at = stmt_int(stmt, 4),
        .revision = stmt_is_null(stmt, 19) ? -1 : stmt_int(stmt, 19),
    };
    if (act_find(stmt_text(stmt, 5), &record->word) &&
        kind_of_word(stmt_text(stmt, 6), &record->kind) && read_change(record, stmt))
        return RC_OK;
    return err_set(err, RC_DAMAGED, _("第 %lld 条修改记录读不出来，数据库已损坏；请换上备份"),
                   (long long)record->id);
}

void record_release(struct record *record) {
    mem_free(record->clerk);
    mem_free(record->change.name);
    mem_free(record->change.old_text);
    mem_free(record->change.new_text);
    splice_release(&record->change.splice);
    *record = (struct record){0};
}

void records_release(struct records *records) {
    for (size_t i = 0; i < records->count; i++)
        record_release(&records->items[i]);
    mem_free(records->items);
    *records = (struct records){0};
}

enum rc records_take(struct records *records, struct stmt *stmt, struct err *err) {
    enum rc rc = RC_OK;
    while (rc == RC_OK && stmt_next(stmt)) {
        MEM_PUSH_ROOM(records->items, records->count, records->cap);
        rc = record_read(&records->items[records->count++], stmt, err);
    }
    enum rc ended = stmt_end(stmt, rc == RC_OK ? err : NULL);
    return rc == RC_OK ? ended : rc;
}

/* --- writing --- */

void record_bind_splice(struct stmt *stmt, const struct splice *splice) {
    stmt_bind_text(stmt, "$old_text", str_span(&splice->removed));
    stmt_bind_text(stmt, "$new_text", str_span(&splice->inserted));
    stmt_bind_int(stmt, "$start", (int64_t)splice->offset);
    stmt_bind_text(stmt, "$old_lines", str_span(&splice->removed_attributes));
    stmt_bind_text(stmt, "$new_lines", str_span(&splice->inserted_attributes));
    stmt_bind_text(stmt, "$old_first", str_span(&splice->first_before));
    stmt_bind_text(stmt, "$new_first", str_span(&splice->first_after));
}

static void bind_place(struct stmt *stmt, const struct change *change) {
    stmt_bind_int(stmt, "$old_parent", change->old_place.parent);
    stmt_bind_int(stmt, "$old_position", (int64_t)change->old_place.position);
    stmt_bind_int(stmt, "$new_parent", change->new_place.parent);
    stmt_bind_int(stmt, "$new_position", (int64_t)change->new_place.position);
}

static void start_row(struct stmt *stmt, struct store *store, const struct record_draft *draft) {
    stmt_start(stmt, store->db, QUERY_RECORD_ADD);
    if (draft->act != 0)
        stmt_bind_int(stmt, "$act", draft->act);
    stmt_bind_int(stmt, "$report", draft->report);
    if (draft->section != NO_SECTION)
        stmt_bind_int(stmt, "$section", draft->section);
    stmt_bind_string(stmt, "$clerk",
                     draft->draft != NULL ? draft->draft->writer.clerk : store->user);
    stmt_bind_int(stmt, "$writer", draft->draft != NULL ? draft->draft->writer.window : 0);
    if (draft->draft != NULL)
        stmt_bind_int(stmt, "$took", draft->draft->last);
    stmt_bind_int(stmt, "$at", draft->at);
    stmt_bind_string(stmt, "$word", act_word(draft->word));
    stmt_bind_string(stmt, "$kind", kind_words[draft->kind]);
    if (draft->revision >= 0)
        stmt_bind_int(stmt, "$revision", draft->revision);
}

enum rc record_add_splice(struct store *store, const struct record_draft *draft,
                          const struct splice *splice, int64_t *id, struct err *err) {
    struct stmt stmt;
    start_row(&stmt, store, draft);
    record_bind_splice(&stmt, splice);
    return stmt_run_insert(&stmt, id, err);
}

enum rc record_add(struct store *store, const struct record_draft *draft, int64_t *id,
                   struct err *err) {
    const struct change *change = draft->change;
    struct stmt stmt;
    start_row(&stmt, store, draft);
    if (change == NULL)
        return stmt_run_insert(&stmt, id, err);
    assert(change->kind != CHANGE_SPLICE);
    if (change->kind == CHANGE_PLACE) {
        bind_place(&stmt, change);
    } else {
        const char *field =
            change->kind == CHANGE_FIELD ? section_field_name(change->field) : change->name;
        stmt_bind_string(&stmt, "$name", field);
        stmt_bind_string(&stmt, "$old_text", change->old_text);
        stmt_bind_string(&stmt, "$new_text", change->new_text);
    }
    return stmt_run_insert(&stmt, id, err);
}
