/* The history: listed for the clerk, and unwound to any moment. */
#include "store/history.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/change_apply.h"
#include "model/figure/figure_text.h"
#include "model/review/review.h"
#include "model/section.h"
#include "model/splice.h"
#include "model/value_name.h"
#include "store/record.h"
#include "store/reports.h"
#include "store/sections.h"
#include "store/tx.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_POINTS = 200 };

/* --- the list --- */

/* What tokens stand for, by its label; shortened, but never within one. */
static char *show(const struct report *report, struct span text) {
    struct str out = STR_INIT, words = STR_INIT;
    if (report->template != NULL && span_find(text, SPAN("${")) != SIZE_MAX) {
        template_add_labelled(&words, report->template, text);
        text = str_span(&words);
    }
    size_t end = utf8_offset(text, SHOWN_POINTS);
    str_add(&out, span_sub(text, 0, end));
    if (end < text.n)
        str_add_text(&out, "…");
    str_release(&words);
    return str_detach(&out);
}

static bool is_text(const struct record *record) {
    return record->kind == RECORD_SPLICE || record->kind == RECORD_FOLD ||
           record->kind == RECORD_BODY || record->kind == RECORD_LOST;
}

/* What was carried is kept beside what it became, to tell what is 未核: nobody wrote it. */
static bool is_copy(const struct record *record) {
    return span_starts_with(span_of(record->change.name), SPAN(VALUE_CARRIED));
}

/* What tells the clerk something by itself; the other fields only go along with it. */
static bool tells(const struct record *record) {
    return (record->kind == RECORD_VALUE && !is_copy(record)) || record->kind == RECORD_PLACE ||
           is_text(record) ||
           (record->kind == RECORD_FIELD &&
            (record->change.field == FIELD_HEADING || record->change.field == FIELD_MARKED));
}

/* A section that comes or goes. */
static bool comes_or_goes(const struct record *record) {
    return record->kind == RECORD_PLACE && (record->change.old_place.parent == PLACE_NONE ||
                                            record->change.new_place.parent == PLACE_NONE);
}

static struct span marked_word(const char *flag) {
    return span_of(flag != NULL && strcmp(flag, "1") == 0 ? state_name(STATE_DONE)
                                                          : state_name(STATE_OPEN));
}

/* Where it stood or went, counted from 1, in the tree as it is now: "2.1.8". What is outside the
 * tree has no place. */
static void add_place(struct str *out, const struct report *report, struct place place) {
    const struct section *parent =
        place.parent > 0 ? report_find_id(report, place.parent) : report->root;
    if (place.parent == PLACE_NONE || parent == NULL)
        return;
    if (parent != report->root)
        section_add_path(out, parent);
    str_add_format(out, "%s%zu", out->len > 0 ? "." : "", place.position + 1);
}

static void show_texts(struct history_row *entry, const struct record *record,
                       const struct report *report) {
    const struct change *change = &record->change;
    struct span old_text = span_of(change->old_text), new_text = span_of(change->new_text);
    struct str from = STR_INIT, to = STR_INIT;
    entry->is_state = record->kind == RECORD_FIELD && change->field == FIELD_MARKED;
    if (is_text(record)) {
        old_text = str_span(&change->splice.removed);
        new_text = str_span(&change->splice.inserted);
    } else if (entry->is_state) {
        old_text = marked_word(change->old_text);
        new_text = marked_word(change->new_text);
    } else if (record->kind == RECORD_PLACE && change->new_place.parent == PLACE_NONE) {
        old_text = span_of(entry->heading);
    } else if (record->kind == RECORD_PLACE && change->old_place.parent == PLACE_NONE) {
        new_text = span_of(entry->heading);
    } else if (record->kind == RECORD_PLACE) {
        add_place(&from, report, change->old_place);
        add_place(&to, report, change->new_place);
        old_text = str_span(&from);
        new_text = str_span(&to);
    } else if (record->kind == RECORD_VALUE && change->name[0] == '@') {
        value_add_told(&from, report, change->name, change->old_text);
        value_add_told(&to, report, change->name, change->new_text);
        old_text = str_span(&from);
        new_text = str_span(&to);
    }
    entry->old_text = show(report, old_text);
    entry->new_text = show(report, new_text);
    str_release(&from);
    str_release(&to);
}

static bool is_in_tree(const struct report *report, const struct section *section) {
    while (section->parent != NULL)
        section = section->parent;
    return section == report->root || section == report->front;
}

/* What a step did to a section besides what is told of it. */
struct touched {
    int64_t section;
    bool is_told;    /* by a row that tells something */
    bool is_renamed; /* which tells where it came from, too */
};

struct listing {
    const struct report *report; /* as it is now: for paths and headings */
    struct history_rows *out;
    struct records step; /* the rows of one step, newest first: not yet listed */
    struct touched *touched;
    size_t touched_count, touched_cap; /* its sections, sorted */
};

static void add_entry(struct listing *listing, const struct record *record) {
    struct history_rows *out = listing->out;
    struct str path = STR_INIT;
    const struct section *section =
        record->section != NO_SECTION ? report_find_id(listing->report, record->section) : NULL;
    if (section != NULL && is_in_tree(listing->report, section))
        section_add_path(&path, section);
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    struct history_row *entry = &out->items[out->count++];
    *entry = (struct history_row){
        .id = record->id,
        .at = record->at,
        .section = record->section,
        .act = record->word,
        .user = span_copy(span_of(record->clerk)),
        .path = str_detach(&path),
        .heading = span_copy(span_of(section != NULL ? section->heading : "")),
        .name = record->kind == RECORD_VALUE ? span_copy(span_of(record->change.name)) : NULL,
    };
    show_texts(entry, record, listing->report);
}

static int compare_touched(const void *a, const void *b) {
    const struct touched *one = a, *other = b;
    return (one->section > other->section) - (one->section < other->section);
}

static void find_touched(struct listing *listing) {
    listing->touched_count = 0;
    for (size_t i = 0; i < listing->step.count; i++) {
        const struct record *record = &listing->step.items[i];
        MEM_PUSH_ROOM(listing->touched, listing->touched_count, listing->touched_cap);
        listing->touched[listing->touched_count++] = (struct touched){
            .section = record->section,
            .is_told = tells(record),
            .is_renamed = record->kind == RECORD_FIELD && record->change.field == FIELD_HEADING};
    }
    if (listing->touched_count > 0)
        qsort(listing->touched, listing->touched_count, sizeof *listing->touched, compare_touched);
    size_t kept = 0;
    for (size_t i = 0; i < listing->touched_count; i++) {
        struct touched *at = &listing->touched[i];
        if (kept > 0 && listing->touched[kept - 1].section == at->section) {
            listing->touched[kept - 1].is_told |= at->is_told;
            listing->touched[kept - 1].is_renamed |= at->is_renamed;
        } else {
            listing->touched[kept++] = *at;
        }
    }
    listing->touched_count = kept;
}

/* Every change of a step is told: each piece of text, each value, heading, mark and place. A
 * section that comes or goes with its heading is told once; the other fields are told where the
 * section has nothing else to tell, once. */
static void list_step(struct listing *listing) {
    find_touched(listing);
    for (size_t i = 0; i < listing->step.count; i++) {
        const struct record *record = &listing->step.items[i];
        struct touched key = {.section = record->section};
        struct touched *touched = bsearch(&key, listing->touched, listing->touched_count,
                                          sizeof *listing->touched, compare_touched);
        assert(touched != NULL);
        bool is_shown =
            tells(record) ? !(comes_or_goes(record) && touched->is_renamed) : !touched->is_told;
        touched->is_told = true;
        if (is_shown)
            add_entry(listing, record);
    }
    records_release(&listing->step);
    listing->step = (struct records){0};
}

static struct span points_of(const struct str *text, size_t from, size_t to) {
    struct span all = str_span(text);
    size_t start = utf8_offset(all, from), end = utf8_offset(all, to);
    return span_sub(all, start, end > start ? end : start);
}

static size_t above(size_t a, size_t b) { /* a - b, 0 where b is more */
    return a > b ? a - b : 0;
}

/* Two changes of a text one after the other as one, where the later one is at what the earlier one
 * left: a step that takes back what was typed in many bursts is one piece. False: they are apart.
 */
static bool join_text(struct record *later, const struct record *earlier) {
    if (later->kind != RECORD_BODY || earlier->kind != RECORD_BODY ||
        later->section != earlier->section)
        return false;
    struct splice *last = &later->change.splice;
    const struct splice *first = &earlier->change.splice;
    size_t first_end = first->offset + utf8_count(str_span(&first->inserted));
    size_t last_end = last->offset + utf8_count(str_span(&last->removed));
    if (last->offset > first_end || first->offset > last_end)
        return false;
    size_t before = above(first->offset, last->offset), behind = above(last_end, first_end);
    struct str removed = STR_INIT, inserted = STR_INIT;
    str_add(&removed, points_of(&last->removed, 0, before));
    str_add(&removed, str_span(&first->removed));
    if (behind > 0)
        str_add(&removed, points_of(&last->removed, first_end - last->offset, SIZE_MAX));
    str_add(&inserted, points_of(&first->inserted, 0, above(last->offset, first->offset)));
    str_add(&inserted, str_span(&last->inserted));
    if (first_end > last_end)
        str_add(&inserted, points_of(&first->inserted, last_end - first->offset, SIZE_MAX));
    str_set(&last->removed, str_span(&removed));
    str_set(&last->inserted, str_span(&inserted));
    last->offset = last->offset < first->offset ? last->offset : first->offset;
    str_release(&removed);
    str_release(&inserted);
    return true;
}

static bool begins_step(const struct listing *listing, const struct record *record) {
    return listing->step.count == 0 || listing->step.items[0].act != record->act;
}

static void begin(struct stmt *stmt, struct store *store, int64_t report,
                  const struct history_filter *filter) {
    if (filter->name != NULL) {
        stmt_start(stmt, store->db, QUERY_RECORDS_OF_VALUE);
        stmt_bind_string(stmt, "$name", filter->name);
    } else if (filter->clerk != NULL) {
        stmt_start(stmt, store->db, QUERY_RECORDS_OF_CLERK);
        stmt_bind_string(stmt, "$clerk", filter->clerk);
    } else if (filter->section != NO_SECTION) {
        stmt_start(stmt, store->db, QUERY_RECORDS_OF_SECTION);
        stmt_bind_int(stmt, "$section", filter->section);
    } else {
        stmt_start(stmt, store->db, QUERY_RECORDS_OF_REPORT);
    }
    stmt_bind_int(stmt, "$report", report);
    stmt_bind_int(stmt, "$before", filter->before != 0 ? filter->before : INT64_MAX);
}

/* Takes the record; false: the page is full, and ends before this step. */
static bool take_record(struct listing *listing, struct record *record, size_t most) {
    if (begins_step(listing, record)) {
        list_step(listing);
        if (most != 0 && listing->out->count >= most)
            return false;
    }
    if (listing->step.count > 0 && join_text(&listing->step.items[listing->step.count - 1], record))
        return true;
    MEM_PUSH_ROOM(listing->step.items, listing->step.count, listing->step.cap);
    listing->step.items[listing->step.count++] = *record;
    *record = (struct record){0};
    splice_init(&record->change.splice);
    return true;
}

/* A page ends between two steps. */
static enum rc list_page(struct store *store, int64_t report, const struct history_filter *filter,
                         struct listing *listing, struct err *err) {
    struct stmt stmt;
    enum rc rc = RC_OK, ended;
    int64_t last = 0;
    bool full = false;
    begin(&stmt, store, report, filter);
    while (rc == RC_OK && !full && stmt_next(&stmt)) {
        struct record record;
        rc = record_read(&record, &stmt, err);
        int64_t id = record.id;
        full = rc == RC_OK && !take_record(listing, &record, filter->most);
        if (rc == RC_OK && !full)
            last = id;
        record_release(&record);
    }
    if (!full)
        list_step(listing);
    listing->out->next = full ? last : 0;
    ended = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    return rc == RC_OK ? ended : rc;
}

enum rc store_history(struct store *store, int64_t report, const struct history_filter *filter,
                      struct history_rows *out, struct err *err) {
    struct tx tx;
    struct report *now = NULL;
    *out = (struct history_rows){0};
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK)
        rc = report_load_base(store, report, &now, err);
    if (rc == RC_OK) {
        struct listing listing = {.report = now, .out = out};
        rc = list_page(store, report, filter, &listing, err);
        records_release(&listing.step);
        mem_free(listing.touched);
    }
    rc = tx_finish(&tx, rc, err);
    report_free(now);
    if (rc != RC_OK)
        history_rows_release(out);
    return rc;
}

static enum rc list_names(struct store *store, int64_t report, enum query query, char ***out,
                          struct err *err) {
    struct {
        char **items;
        size_t count, cap;
    } names = {0};
    struct stmt stmt;
    stmt_start(&stmt, store->db, query);
    stmt_bind_int(&stmt, "$report", report);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(names.items, names.count, names.cap);
        names.items[names.count++] = stmt_string(&stmt, 0);
    }
    enum rc rc = stmt_end(&stmt, err);
    MEM_PUSH_ROOM(names.items, names.count, names.cap);
    names.items[names.count] = NULL;
    *out = names.items;
    if (rc != RC_OK) {
        store_names_free(names.items);
        *out = NULL;
    }
    return rc;
}

enum rc store_history_clerks(struct store *store, int64_t report, char ***out, struct err *err) {
    return list_names(store, report, QUERY_HISTORY_CLERKS, out, err);
}

enum rc store_history_values(struct store *store, int64_t report, char ***out, struct err *err) {
    return list_names(store, report, QUERY_HISTORY_VALUES, out, err);
}

void store_names_free(char **names) {
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        mem_free(names[i]);
    mem_free(names);
}

/* --- unwinding --- */

static enum rc read_records(struct store *store, int64_t report, int64_t after,
                            struct records *records, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_RECORDS_AFTER);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$id", after);
    return records_take(records, &stmt, err);
}

static void set_take(struct change_set *set, struct record *record) {
    MEM_PUSH_ROOM(set->changes, set->count, set->cap);
    set->changes[set->count++] = record->change;
    record->change = (struct change){0};
    splice_init(&record->change.splice);
}

/* Where the history begins: 0, or behind a gap. */
static enum rc find_beginning(struct store *store, int64_t report, int64_t *after,
                              struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_HISTORY_GAP);
    stmt_bind_int(&stmt, "$report", report);
    return stmt_run_int(&stmt, after, err);
}

static enum rc err_set_gap(struct err *err, int64_t report) {
    return err_set(err, RC_NOT_FOUND,
                   _("报告 %lld 的修改历史有缺口，这次修改在缺口以前：只能查看，退不回到那时"),
                   (long long)report);
}

enum rc history_unwind(struct store *store, struct report *report, int64_t after, struct err *err) {
    struct records records = {0};
    struct change_set set;
    int64_t beginning = 0;
    enum rc rc = find_beginning(store, report->id, &beginning, err);
    if (rc == RC_OK && after != 0 && after < beginning)
        rc = err_set_gap(err, report->id);
    if (rc == RC_OK)
        rc = read_records(store, report->id, after != 0 ? after : beginning, &records, err);
    change_set_init(&set, ACT_RESTORE);
    for (size_t i = 0; rc == RC_OK && i < records.count; i++)
        set_take(&set, &records.items[i]);
    change_set_invert(&set);
    if (rc == RC_OK && change_set_apply(report, &set, err) != RC_OK)
        rc = err_set(err, RC_DAMAGED,
                     _("报告 %lld 的修改历史与现有内容对不上，数据库已损坏；请换上备份"),
                     (long long)report->id);
    change_set_release(&set);
    records_release(&records);
    return rc;
}

/* One step back; false: it does not fit. */
static bool step_back(struct report *report, struct record *record) {
    struct change_set set;
    change_set_init(&set, ACT_RESTORE);
    set_take(&set, record);
    change_set_invert(&set);
    bool fits = change_set_apply(report, &set, NULL) == RC_OK;
    change_set_release(&set);
    return fits;
}

enum rc history_find_gap(struct store *store, int64_t id, int64_t *end, struct err *err) {
    struct records records = {0};
    struct report *report = NULL;
    enum rc rc = report_load_base(store, id, &report, err);
    if (rc == RC_OK)
        rc = read_records(store, id, 0, &records, err);
    size_t left = rc == RC_OK ? records.count : 0;
    while (left > 0 && step_back(report, &records.items[left - 1]))
        left--;

    *end = left > 0 ? records.items[left - 1].id : 0;
    for (size_t i = left; left > 0 && i < records.count; i++) /* a step is given up as a whole */
        if (records.items[i].act == records.items[left - 1].act)
            *end = records.items[i].id;
    report_free(report);
    records_release(&records);
    return rc;
}

static enum rc find_change(struct store *store, int64_t report, int64_t change,
                           struct record *record, struct err *err) {
    struct records records = {0};
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_RECORD_BY_ID);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$id", change);
    enum rc rc = records_take(&records, &stmt, err);
    if (rc == RC_OK && (records.count == 0 || records.items[0].kind == RECORD_SPLICE))
        rc = err_set(err, RC_NOT_FOUND,
                     _("报告 %lld 没有第 %lld 号修改；jixiao history %lld 列出各次修改"),
                     (long long)report, (long long)change, (long long)report);
    if (rc == RC_OK) {
        *record = records.items[0];
        records.count = 0;
    }
    records_release(&records);
    return rc;
}

/* A draft that was given up: the section as its clerk saw it. */
static enum rc put_lost_text(struct store *store, struct report *report,
                             const struct record *record, struct err *err) {
    struct base base;
    struct section *section = report_find_id(report, record->section);
    if (section == NULL)
        return RC_OK;
    enum rc rc = base_load_at(store, report->id, record->section, record->revision, &base, err);
    if (rc != RC_OK)
        return rc;
    rc = body_apply(&base.body, &record->change.splice, err);
    if (rc == RC_OK) {
        body_release(&section->body);
        body_copy(&section->body, &base.body);
    }
    base_release(&base);
    return rc;
}

/* As it was made. What lies behind a gap is not that. */
static enum rc load_first(struct store *store, int64_t id, struct report **report,
                          struct err *err) {
    int64_t beginning = 0;
    enum rc rc = find_beginning(store, id, &beginning, err);
    if (rc == RC_OK && beginning != 0)
        rc = err_set_gap(err, id);
    if (rc == RC_OK)
        rc = report_load_base(store, id, report, err);
    return rc == RC_OK ? history_unwind(store, *report, 0, err) : rc;
}

static enum rc load_at(struct store *store, int64_t id, int64_t change, struct report **report,
                       struct err *err) {
    struct record record = {0};
    int64_t end = 0;
    struct stmt stmt;
    enum rc rc = find_change(store, id, change, &record, err);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_ACT_END);
    stmt_bind_int(&stmt, "$act", record.act);
    rc = stmt_run_int(&stmt, &end, err);
    if (rc == RC_OK)
        rc = report_load_base(store, id, report, err);
    if (rc == RC_OK)
        rc = history_unwind(store, *report, end, err);
    if (rc == RC_OK && record.kind == RECORD_LOST)
        rc = put_lost_text(store, *report, &record, err);
    record_release(&record);
    return rc;
}

enum rc store_load_at(struct store *store, int64_t report, int64_t change, struct report **out,
                      struct err *err) {
    struct tx tx;
    struct report *past = NULL;
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK)
        rc = change == 0 ? load_first(store, report, &past, err)
                         : load_at(store, report, change, &past, err);
    rc = tx_finish(&tx, rc, err);
    if (rc != RC_OK)
        report_free(past);
    else
        *out = past;
    return rc;
}
