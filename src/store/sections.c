#include "store/sections.h"

#include "model/section.h"
#include "model/splice.h"
#include "store/record.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>

/* --- base texts --- */

bool revision_is_sane(int64_t revision) {
    static const int64_t most = (int64_t)1 << 48; /* nobody saves that often */
    return revision >= 0 && revision <= most;
}

static enum rc revision_is_damaged(struct err *err) {
    return err_set(err, RC_DAMAGED, _("有一节的版本号读不出来，数据库已损坏；请换上备份"));
}

void base_release(struct base *base) {
    body_release(&base->body);
    mem_free(base->clerk);
    *base = (struct base){0};
}

static enum rc section_is_missing(int64_t section, struct err *err) {
    return err_set(err, RC_NOT_FOUND,
                   _("数据库里没有这一节（内部编号 %lld）；它可能已随报告一起被清除"),
                   (long long)section);
}

enum rc base_load(struct store *store, int64_t report, int64_t section, struct base *base,
                  struct err *err) {
    struct stmt stmt;
    bool found = false;
    enum rc rc = RC_OK, ended;
    *base = (struct base){0};
    body_init(&base->body, LINE_PARAGRAPH);
    stmt_start(&stmt, store->db, QUERY_SECTION_BODY);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section);
    while (rc == RC_OK && stmt_next(&stmt)) {
        found = true;
        rc = body_from_attributes(&base->body, stmt_bytes(&stmt, 0), stmt_bytes(&stmt, 1), err);
        base->revision = stmt_int(&stmt, 2);
        base->clerk = stmt_string(&stmt, 3);
        if (rc == RC_OK && !revision_is_sane(base->revision))
            rc = revision_is_damaged(err);
    }
    ended = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    if (rc == RC_OK)
        rc = ended;
    if (rc == RC_OK && !found)
        rc = section_is_missing(section, err);
    if (rc != RC_OK)
        base_release(base);
    return rc;
}

enum rc base_save(struct store *store, int64_t report, int64_t section, const struct base *base,
                  struct err *err) {
    struct str text = STR_INIT, attributes = STR_INIT;
    struct stmt stmt;
    body_add_text(&text, &base->body);
    body_add_attributes(&attributes, &base->body);
    stmt_start(&stmt, store->db, QUERY_SECTION_SAVE_BODY);
    stmt_bind_text(&stmt, "$body", str_span(&text));
    stmt_bind_text(&stmt, "$attributes", str_span(&attributes));
    stmt_bind_int(&stmt, "$revision", base->revision);
    stmt_bind_string(&stmt, "$clerk", base->clerk);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section);
    enum rc rc = stmt_run(&stmt, err);
    str_release(&text);
    str_release(&attributes);
    return rc;
}

enum rc base_load_at(struct store *store, int64_t report, int64_t section, int64_t revision,
                     struct base *base, struct err *err) {
    struct records records = {0};
    struct stmt stmt;
    enum rc rc = base_load(store, report, section, base, err);
    if (rc != RC_OK)
        return rc;
    stmt_start(&stmt, store->db, QUERY_RECORDS_OF_BODY);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section);
    stmt_bind_int(&stmt, "$revision", revision);
    rc = records_take(&records, &stmt, err);
    for (size_t i = 0; rc == RC_OK && i < records.count; i++) {
        splice_invert(&records.items[i].change.splice);
        rc = body_apply(&base->body, &records.items[i].change.splice, err);
    }
    base->revision = revision;
    records_release(&records);
    if (rc != RC_OK)
        base_release(base);
    return rc;
}

/* --- rows --- */

/* The parent as it is stored: a section's id, PLACE_TOP, PLACE_NONE. */
static int64_t stored_parent(const struct section *section) {
    if (section->parent == NULL)
        return PLACE_NONE;
    return section->parent->id == SECTION_ROOT_ID ? PLACE_TOP : section->parent->id;
}

static int64_t stored_position(const struct section *section) {
    return section->parent == NULL ? 0 : (int64_t)section_position(section);
}

enum rc section_add_row(struct store *store, int64_t report, const struct section *section,
                        const struct body *body, struct err *err) {
    struct str text = STR_INIT, attributes = STR_INIT;
    struct stmt stmt;
    body_add_text(&text, body);
    body_add_attributes(&attributes, body);
    stmt_start(&stmt, store->db, QUERY_SECTION_ADD);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section->id);
    stmt_bind_int(&stmt, "$parent", stored_parent(section));
    stmt_bind_int(&stmt, "$position", stored_position(section));
    stmt_bind_string(&stmt, "$name", section->name);
    stmt_bind_string(&stmt, "$heading", section->heading);
    stmt_bind_string(&stmt, "$form", form_name(section->form));
    stmt_bind_string(&stmt, "$end_mark", section->end_mark);
    stmt_bind_string(&stmt, "$label", section->label != NULL ? section->label : "");
    stmt_bind_string(&stmt, "$kind", kind_name(section->kind));
    stmt_bind_string(&stmt, "$numbering", numbering_name(section->numbering));
    stmt_bind_string(&stmt, "$item_numbering", numbering_name(section->item_numbering));
    stmt_bind_int(&stmt, "$marked", section->marked);
    stmt_bind_int(&stmt, "$touched", section->touched);
    stmt_bind_int(&stmt, "$attachment", section->attachment);
    stmt_bind_text(&stmt, "$body", str_span(&text));
    stmt_bind_text(&stmt, "$attributes", str_span(&attributes));
    stmt_bind_int(&stmt, "$revision", section->revision);
    stmt_bind_string(&stmt, "$clerk", store->user);
    enum rc rc = stmt_run(&stmt, err);
    str_release(&text);
    str_release(&attributes);
    return rc;
}

static enum rc place_subtree(struct store *store, int64_t report, const struct section *section,
                             struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_SECTION_PLACE);
    stmt_bind_int(&stmt, "$report", report);
    stmt_bind_int(&stmt, "$section", section->id);
    stmt_bind_int(&stmt, "$parent", stored_parent(section));
    stmt_bind_int(&stmt, "$position", stored_position(section));
    enum rc rc = stmt_run(&stmt, err);
    for (size_t i = 0; rc == RC_OK && i < section->count; i++)
        rc = place_subtree(store, report, section->children[i], err);
    return rc;
}

enum rc sections_place(struct store *store, const struct report *report, struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < report->root->count; i++)
        rc = place_subtree(store, report->id, report->root->children[i], err);
    for (size_t i = 0; rc == RC_OK && i < report->limbo_count; i++)
        rc = place_subtree(store, report->id, report->limbo[i], err);
    return rc;
}

/* --- loading --- */

struct loaded {
    struct section *section;
    int64_t parent, position;
    size_t walk; /* that passed here, from 1; 0: none did */
};
struct loading {
    struct loaded *items;
    size_t count, cap;
};

static enum rc take_row(struct section *section, struct stmt *stmt, struct err *err) {
    if (!stmt_is_null(stmt, 2))
        section_set_text(&section->name, stmt_text(stmt, 2));
    section_set_text(&section->heading, stmt_text(stmt, 3));
    section_set_text(&section->end_mark, stmt_text(stmt, 5));
    if (stmt_text(stmt, 6).n > 0)
        section_set_text(&section->label, stmt_text(stmt, 6));
    section->marked = stmt_int(stmt, 10) != 0;
    section->touched = stmt_int(stmt, 11) != 0;
    section->attachment = stmt_int(stmt, 12) != 0;
    section->revision = stmt_int(stmt, 15);
    if (!revision_is_sane(section->revision))
        return revision_is_damaged(err);
    if (!form_find(stmt_text(stmt, 4), &section->form) ||
        !kind_find(stmt_text(stmt, 7), &section->kind) ||
        !numbering_find(stmt_text(stmt, 8), &section->numbering) ||
        !numbering_find(stmt_text(stmt, 9), &section->item_numbering))
        return err_set(err, RC_DAMAGED, _("“%s”一节的记录读不出来，数据库已损坏；请换上备份"),
                       section->heading);
    return body_from_attributes(&section->body, stmt_bytes(stmt, 13), stmt_bytes(stmt, 14), err);
}

static enum rc load_rows(struct store *store, struct report *report, struct loading *loading,
                         struct err *err) {
    struct stmt stmt;
    enum rc rc = RC_OK, ended;
    stmt_start(&stmt, store->db, QUERY_SECTION_LIST);
    stmt_bind_int(&stmt, "$report", report->id);
    while (rc == RC_OK && stmt_next(&stmt)) {
        int64_t id = stmt_int(&stmt, 0);
        struct section *section = report->front;
        if (id != SECTION_FRONT_ID) {
            section = report_add_stored(report, id);
            MEM_PUSH_ROOM(loading->items, loading->count, loading->cap);
            loading->items[loading->count++] =
                (struct loaded){section, stmt_int(&stmt, 1), stmt_int(&stmt, 16), 0};
        }
        rc = take_row(section, &stmt, err);
    }
    ended = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    return rc == RC_OK ? ended : rc;
}

/* The texts would be sorted along with the rows, so SQLite is not asked to. What is outside the
 * tree stands last. */
static int compare_places(const void *left, const void *right) {
    const struct loaded *a = left, *b = right;
    if ((a->parent == PLACE_NONE) != (b->parent == PLACE_NONE))
        return a->parent == PLACE_NONE ? 1 : -1;
    if (a->parent != b->parent)
        return a->parent < b->parent ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->section->id < b->section->id ? -1 : 1;
}

static int compare_ids(const void *left, const void *right) {
    const struct loaded *a = left, *b = right;
    return a->section->id < b->section->id ? -1 : a->section->id > b->section->id;
}

static struct loaded *find_loaded(const struct loading *loading, int64_t id) {
    size_t low = 0, high = loading->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (loading->items[middle].section->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < loading->count && loading->items[low].section->id == id ? &loading->items[low]
                                                                         : NULL;
}

/* A damaged file may hold rows that are their own ancestors: then there is no tree. `loading` is
 * sorted by ids. Each row is walked over once, marked with the walk that came there. */
static bool chains_end(struct loading *loading) {
    for (size_t i = 0; i < loading->count; i++) {
        struct loaded *at = &loading->items[i];
        for (; at != NULL && at->walk == 0; at = find_loaded(loading, at->parent))
            at->walk = i + 1;
        if (at != NULL && at->walk == i + 1)
            return false;
    }
    return true;
}

/* All are in limbo now; taken out in the order of `loading` each is the last one there. */
static void order_limbo(struct report *report, const struct loading *loading) {
    struct section **order = mem_alloc_zero(loading->count + 1, sizeof(struct section *));
    for (size_t i = 0; i < loading->count; i++)
        order[loading->count - 1 - i] = loading->items[i].section;
    report_order_limbo(report, order);
    mem_free(order);
}

enum rc sections_load(struct store *store, struct report *report, struct err *err) {
    struct loading loading = {0};
    enum rc rc = load_rows(store, report, &loading, err);
    if (loading.count > 0)
        qsort(loading.items, loading.count, sizeof *loading.items, compare_ids);
    if (rc == RC_OK && !chains_end(&loading))
        rc = err_set(err, RC_DAMAGED, _("报告 %lld 的目录绕成了圈，数据库已损坏；请换上备份"),
                     (long long)report->id);
    if (loading.count > 0)
        qsort(loading.items, loading.count, sizeof *loading.items, compare_places);
    if (rc == RC_OK)
        order_limbo(report, &loading);
    for (size_t i = 0; rc == RC_OK && i < loading.count; i++) {
        int64_t parent = loading.items[i].parent;
        if (parent == PLACE_NONE)
            continue;
        struct section *above = parent == PLACE_TOP ? report->root : report_find_id(report, parent);
        if (above == NULL)
            rc = err_set(err, RC_DAMAGED, _("报告 %lld 的目录缺了一层，数据库已损坏；请换上备份"),
                         (long long)report->id);
        else
            report_place_section(report, loading.items[i].section, above, above->count);
    }
    mem_free(loading.items);
    return rc;
}
