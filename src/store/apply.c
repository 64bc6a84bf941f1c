#include "store/apply.h"

#include "model/section.h"
#include "model/splice.h"
#include "store/drafts.h"
#include "store/edition.h"
#include "store/folds.h"
#include "store/record.h"
#include "store/reports.h"
#include "store/sections.h"
#include "store/templates.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "model/value_name.h"

#include <search.h>
#include <string.h>

/* A section that the set makes, or whose text it changes: a set may go over 200,000 of them. */
struct changed {
    int64_t section;
    bool is_added; /* this set made its row, which holds the final fields already */
    bool is_open;  /* `base` is loaded */
    struct base base;
};

struct saving {
    struct store *store;
    struct report *report;
    enum act word;
    int64_t act, at;
    bool moves_outline;
    struct changed **changed;
    size_t count, cap;
    void *by_section; /* the same, as tsearch(3) keeps them */
};

static int compare_sections(const void *a, const void *b) {
    const struct changed *x = a, *y = b;
    return (x->section > y->section) - (x->section < y->section);
}

/* NULL: the set has not come to it. */
static struct changed *find_changed(const struct saving *saving, int64_t section) {
    const struct changed wanted = {.section = section};
    void *found = tfind(&wanted, &saving->by_section, compare_sections);
    return found != NULL ? *(struct changed **)found : NULL;
}

static struct changed *need_changed(struct saving *saving, int64_t section) {
    struct changed *changed = find_changed(saving, section);
    if (changed != NULL)
        return changed;
    changed = MEM_NEW(struct changed);
    changed->section = section;
    MEM_PUSH_ROOM(saving->changed, saving->count, saving->cap);
    saving->changed[saving->count++] = changed;
    if (tsearch(changed, &saving->by_section, compare_sections) == NULL)
        mem_fail();
    return changed;
}

static void saving_release(struct saving *saving) {
    for (size_t i = 0; i < saving->count; i++) {
        (void)tdelete(saving->changed[i], &saving->by_section, compare_sections);
        base_release(&saving->changed[i]->base);
        mem_free(saving->changed[i]);
    }
    mem_free(saving->changed);
}

static enum rc conflict_here(struct err *err) {
    return err_set(err, RC_CONFLICT, _("这一处在此期间已在别处改过，没有改动它；请看过新内容再改"));
}

/* Of a command there are no two texts to choose from: it is given again, or not. */
static enum rc conflict_by(const struct store *store, const char *clerk, struct err *err) {
    if (clerk == NULL || strcmp(clerk, store->user) == 0)
        return conflict_here(err);
    return err_set(err, RC_CONFLICT, _("“%s”在此期间改过这一节，没有再动它；请看过新内容再改"),
                   clerk);
}

static enum rc conflict_outline(struct err *err) {
    return err_set(err, RC_CONFLICT,
                   _("目录在此期间已在别处改过，这一步没有执行；请看过新目录再改"));
}

static bool was_added(const struct saving *saving, int64_t section) {
    const struct changed *changed = find_changed(saving, section);
    return changed != NULL && changed->is_added;
}

static struct record_draft draft_of(const struct saving *saving, const struct change *change,
                                    enum record_kind kind) {
    return (struct record_draft){.report = saving->report->id,
                                 .section = kind == RECORD_VALUE ? NO_SECTION : change->section,
                                 .act = saving->act,
                                 .revision = -1,
                                 .at = saving->at,
                                 .word = saving->word,
                                 .kind = kind,
                                 .change = change};
}

static enum rc keep_record(struct saving *saving, const struct change *change,
                           enum record_kind kind, struct err *err) {
    struct record_draft draft = draft_of(saving, change, kind);
    int64_t id = 0;
    enum rc rc = record_add(saving->store, &draft, &id, err);
    if (rc == RC_OK && saving->act == 0)
        saving->act = id;
    return rc;
}

/* --- fields --- */

static bool is_outline_field(enum section_field field) {
    return field != FIELD_MARKED && field != FIELD_TOUCHED;
}

static enum rc read_field(struct saving *saving, const struct change *change, struct str *now,
                          bool *found, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, saving->store->db, QUERY_SECTION_FIELDS);
    stmt_bind_int(&stmt, "$report", saving->report->id);
    stmt_bind_int(&stmt, "$section", change->section);
    *found = false;
    while (stmt_next(&stmt)) {
        *found = true;
        if (now != NULL)
            str_set(now, stmt_text(&stmt, (int)change->field));
    }
    return stmt_end(&stmt, err);
}

static enum rc write_field(struct saving *saving, const struct change *change, struct err *err) {
    static_assert(QUERY_SECTION_SET_ATTACHMENT - QUERY_SECTION_SET_NAME == FIELD_ATTACHMENT,
                  "one statement a field, in their order");
    struct stmt stmt;
    const char *text = change->new_text;
    stmt_start(&stmt, saving->store->db,
               (enum query)(QUERY_SECTION_SET_NAME + (unsigned)change->field));
    stmt_bind_int(&stmt, "$report", saving->report->id);
    stmt_bind_int(&stmt, "$section", change->section);
    if (change->field >= FIELD_MARKED)
        stmt_bind_int(&stmt, "$value", text != NULL && strcmp(text, "1") == 0);
    else if (change->field == FIELD_NAME && text != NULL && *text == '\0')
        stmt_bind_string(&stmt, "$value", NULL);
    else
        stmt_bind_string(&stmt, "$value", text);
    return stmt_run(&stmt, err);
}

static enum rc save_root_field(struct saving *saving, const struct change *change,
                               struct err *err) {
    struct stmt stmt;
    if (change->field != FIELD_NUMBERING)
        return keep_record(saving, change, RECORD_FIELD, err);
    stmt_start(&stmt, saving->store->db, QUERY_REPORT_SET_NUMBERING);
    stmt_bind_string(&stmt, "$text", change->new_text);
    stmt_bind_int(&stmt, "$id", saving->report->id);
    enum rc rc = stmt_run(&stmt, err);
    return rc == RC_OK ? keep_record(saving, change, RECORD_FIELD, err) : rc;
}

static enum rc save_field(struct saving *saving, const struct change *change, struct err *err) {
    struct str now = STR_INIT;
    bool found = false;
    if (is_outline_field(change->field))
        saving->moves_outline = true;
    if (change->section == SECTION_ROOT_ID)
        return save_root_field(saving, change, err);
    if (was_added(saving, change->section))
        return keep_record(saving, change, RECORD_FIELD, err);
    enum rc rc = read_field(saving, change, &now, &found, err);
    bool is_new = span_equal(str_span(&now), span_of(change->new_text));
    bool is_old = span_equal(str_span(&now), span_of(change->old_text));
    str_release(&now);
    if (rc != RC_OK)
        return rc;
    if (!found || (!is_new && !is_old))
        return conflict_here(err);
    if (is_new && !is_old)
        return RC_OK; /* somebody has done the same meanwhile */
    rc = write_field(saving, change, err);
    return rc == RC_OK ? keep_record(saving, change, RECORD_FIELD, err) : rc;
}

/* --- places --- */

static enum rc save_place(struct saving *saving, const struct change *change, struct err *err) {
    bool found = false;
    saving->moves_outline = true;
    enum rc rc = read_field(saving, change, NULL, &found, err);
    const struct section *section = report_find_id(saving->report, change->section);
    if (rc == RC_OK && !found && section != NULL) {
        struct body blank;
        body_init(&blank, LINE_PARAGRAPH);
        rc = section_add_row(saving->store, saving->report->id, section, &blank, err);
        body_release(&blank);
        need_changed(saving, change->section)->is_added = true;
    }
    return rc == RC_OK ? keep_record(saving, change, RECORD_PLACE, err) : rc;
}

/* --- values --- */

static const struct column { /* values that every report has, and where they stand */
    const char *name;
    enum query get, set;
    int column; /* of get */
    enum { IS_TEXT, IS_NUMBER, IS_TEMPLATE } type;
} columns[] = {
    {"unit", QUERY_REPORT_BY_ID, QUERY_REPORT_SET_UNIT, 0, IS_TEXT},
    {"short_name", QUERY_REPORT_BY_ID, QUERY_REPORT_SET_SHORT_NAME, 1, IS_TEXT},
    {"year", QUERY_REPORT_BY_ID, QUERY_REPORT_SET_YEAR, 2, IS_NUMBER},
    {"title", QUERY_REPORT_BY_ID, QUERY_REPORT_SET_TITLE, 3, IS_TEXT},
    {"sign_off", QUERY_REPORT_BY_ID, QUERY_REPORT_SET_SIGN_OFF, 4, IS_TEXT},
    {"prior", QUERY_REPORT_BY_ID, QUERY_REPORT_SET_PRIOR, 5, IS_NUMBER},
    {VALUE_TEMPLATE, QUERY_REPORT_TEMPLATE, QUERY_REPORT_SET_TEMPLATE, 1, IS_TEMPLATE},
};

static const struct column *column_of(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        if (strcmp(columns[i].name, name) == 0)
            return &columns[i];
    return NULL;
}

static enum rc read_value(struct saving *saving, const char *name, struct str *now, bool *found,
                          struct err *err) {
    struct stmt stmt;
    const struct column *column = column_of(name);
    *found = column != NULL;
    if (column != NULL) {
        stmt_start(&stmt, saving->store->db, column->get);
        stmt_bind_int(&stmt, "$id", saving->report->id);
    } else {
        stmt_start(&stmt, saving->store->db, QUERY_VALUE_GET);
        stmt_bind_int(&stmt, "$report", saving->report->id);
        stmt_bind_string(&stmt, "$name", name);
    }
    while (stmt_next(&stmt)) {
        *found = true;
        bool zero =
            column != NULL && column->type == IS_NUMBER && stmt_int(&stmt, column->column) == 0;
        str_set(now, zero ? SPAN("") : stmt_text(&stmt, column != NULL ? column->column : 0));
    }
    return stmt_end(&stmt, err);
}

static enum rc write_answer(struct saving *saving, const struct change *change, struct err *err) {
    struct stmt stmt;
    bool removes = change->new_text == NULL;
    stmt_start(&stmt, saving->store->db, removes ? QUERY_VALUE_REMOVE : QUERY_VALUE_SET);
    stmt_bind_int(&stmt, "$report", saving->report->id);
    stmt_bind_string(&stmt, "$name", change->name);
    if (!removes)
        stmt_bind_text(&stmt, "$text", span_of(change->new_text));
    return stmt_run(&stmt, err);
}

/* The row of the template with that text, 0: none. */
static enum rc find_template(struct saving *saving, struct span text, int64_t *row,
                             struct err *err) {
    struct template *template = NULL;
    *row = 0;
    if (text.n == 0)
        return RC_OK;
    enum rc rc = template_read(&template, text, "template", err);
    if (rc == RC_OK)
        rc = template_row(saving->store, template, row, err);
    template_free(template);
    return rc;
}

static enum rc write_value(struct saving *saving, const struct change *change, struct err *err) {
    struct stmt stmt;
    const struct column *column = column_of(change->name);
    struct span text = span_of(change->new_text);
    uint64_t number = 0;
    int64_t template = 0;
    if (column == NULL)
        return write_answer(saving, change, err);
    if (column->type == IS_TEMPLATE) {
        enum rc rc = find_template(saving, text, &template, err);
        if (rc != RC_OK)
            return rc;
    }
    stmt_start(&stmt, saving->store->db, column->set);
    stmt_bind_int(&stmt, "$id", saving->report->id);
    if (column->type == IS_NUMBER)
        stmt_bind_int(&stmt, "$number",
                      span_to_number(text, INT64_MAX, &number) ? (int64_t)number : 0);
    else if (column->type == IS_TEXT)
        stmt_bind_text(&stmt, "$text", text);
    else if (template != 0)
        stmt_bind_int(&stmt, "$template", template);
    return stmt_run(&stmt, err);
}

static enum rc save_value(struct saving *saving, const struct change *change, struct err *err) {
    struct str now = STR_INIT;
    bool found = false;
    enum rc rc = read_value(saving, change->name, &now, &found, err);
    bool is_new = found == (change->new_text != NULL) &&
                  span_equal(str_span(&now), span_of(change->new_text));
    bool is_old = found == (change->old_text != NULL) &&
                  span_equal(str_span(&now), span_of(change->old_text));
    str_release(&now);
    if (rc != RC_OK)
        return rc;
    if (!is_new && !is_old)
        return conflict_here(err);
    if (is_new && !is_old)
        return RC_OK;
    rc = write_value(saving, change, err);
    return rc == RC_OK ? keep_record(saving, change, RECORD_VALUE, err) : rc;
}

/* --- texts --- */

/* This window's own draft of the section is folded first, as an entry of its own. */
static enum rc fold_first(struct saving *saving, struct changed *open, struct err *err) {
    struct draft draft;
    struct draft_writer self = writer_self(saving->store);
    enum rc rc = draft_find(saving->store, saving->report->id, open->section, &self, ALL_SPLICES,
                            &draft, err);
    if (rc == RC_OK && draft.count > 0)
        rc = draft_fold(saving->store, &draft, &open->base, err);
    return rc;
}

static enum rc open_text(struct saving *saving, int64_t id, struct changed **out, struct err *err) {
    const struct section *section = report_find_id(saving->report, id);
    if (section == NULL)
        return conflict_here(err);
    struct changed *open = need_changed(saving, id);
    *out = open;
    if (open->is_open)
        return RC_OK;
    enum rc rc = base_load(saving->store, saving->report->id, id, &open->base, err);
    if (rc != RC_OK)
        return rc;
    open->is_open = true;
    struct draft_writer self = writer_self(saving->store);
    int64_t stands_on = section->revision;
    rc = draft_stand(saving->store, saving->report->id, id, &self, &stands_on, err);
    if (rc == RC_OK && open->base.revision != stands_on && !open->is_added)
        rc = conflict_by(saving->store, open->base.clerk, err);
    return rc == RC_OK ? fold_first(saving, open, err) : rc;
}

static enum rc save_splice(struct saving *saving, const struct change *change, struct err *err) {
    struct changed *open = NULL;
    int64_t id = 0;
    enum rc rc = open_text(saving, change->section, &open, err);
    if (rc != RC_OK)
        return rc;
    assert(open != NULL);
    rc = body_apply(&open->base.body, &change->splice, err);
    if (rc != RC_OK)
        return rc;
    open->base.revision++;
    section_set_text(&open->base.clerk, span_of(saving->store->user));
    struct record_draft draft = draft_of(saving, change, RECORD_BODY);
    draft.revision = open->base.revision;
    rc = record_add_splice(saving->store, &draft, &change->splice, &id, err);
    if (rc == RC_OK && saving->act == 0)
        saving->act = id;
    return rc;
}

static enum rc save_texts(struct saving *saving, struct err *err) {
    for (size_t i = 0; i < saving->count; i++) {
        const struct changed *open = saving->changed[i];
        if (!open->is_open)
            continue;
        const struct section *section = report_find_id(saving->report, open->section);
        /* What the clerk sees and what is stored must be one text. */
        if (section == NULL || !body_equal(&open->base.body, &section->body))
            return conflict_here(err);
        enum rc rc = base_save(saving->store, saving->report->id, open->section, &open->base, err);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

/* --- the whole --- */

static bool set_moves_outline(const struct change_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        const struct change *change = &set->changes[i];
        if (change->kind == CHANGE_PLACE ||
            (change->kind == CHANGE_FIELD && is_outline_field(change->field)))
            return true;
    }
    return false;
}

static bool set_is_free(const struct change_set *set) {
    for (size_t i = 0; i < set->count; i++)
        if (set->changes[i].kind != CHANGE_VALUE || !value_is_free(span_of(set->changes[i].name)))
            return false;
    return true;
}

static enum rc check_outline(struct saving *saving, const struct change_set *set, struct err *err) {
    struct stmt stmt;
    bool found = false;
    int64_t revision = 0;
    stmt_start(&stmt, saving->store->db, QUERY_REPORT_BY_ID);
    stmt_bind_int(&stmt, "$id", saving->report->id);
    while (stmt_next(&stmt)) {
        found = true;
        revision = stmt_int(&stmt, 8);
    }
    enum rc rc = stmt_end(&stmt, err);
    if (rc == RC_OK && !found)
        rc = report_is_missing(saving->report->id, err);
    if (rc == RC_OK && set_moves_outline(set) && revision != saving->report->outline_revision)
        rc = conflict_outline(err);
    return rc;
}

static enum rc save_all(struct saving *saving, const struct change_set *set, struct err *err) {
    static enum rc (*const savers[])(struct saving *, const struct change *, struct err *) = {
        [CHANGE_SPLICE] = save_splice,
        [CHANGE_FIELD] = save_field,
        [CHANGE_PLACE] = save_place,
        [CHANGE_VALUE] = save_value,
    };
    enum rc rc = check_outline(saving, set, err);
    if (rc == RC_OK && !set_is_free(set))
        rc = store_check_lock(saving->store, saving->report->id, err);
    for (size_t i = 0; rc == RC_OK && i < set->count; i++)
        rc = savers[set->changes[i].kind](saving, &set->changes[i], err);
    if (rc == RC_OK && saving->moves_outline)
        rc = sections_place(saving->store, saving->report, err);
    if (rc == RC_OK)
        rc = save_texts(saving, err);
    if (rc != RC_OK)
        return rc;
    struct stmt stmt;
    stmt_start(&stmt, saving->store->db, QUERY_REPORT_SAVED);
    stmt_bind_int(&stmt, "$at", saving->at);
    stmt_bind_int(&stmt, "$more", saving->moves_outline);
    stmt_bind_int(&stmt, "$next", saving->report->next_id);
    stmt_bind_int(&stmt, "$id", saving->report->id);
    return stmt_run(&stmt, err);
}

enum rc store_apply(struct store *store, struct report *report, const struct change_set *set,
                    int64_t *act_id, struct err *err) {
    struct saving saving = {.store = store, .report = report, .word = set->act, .at = clock_now()};
    struct tx tx;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = save_all(&saving, set, err);
    rc = tx_finish(&tx, rc, err);
    if (rc == RC_OK) {
        *act_id = saving.act;
        report->outline_revision += saving.moves_outline;
        for (size_t i = 0; i < saving.count; i++)
            if (saving.changed[i]->is_open)
                report_find_id(report, saving.changed[i]->section)->revision =
                    saving.changed[i]->base.revision;
    }
    saving_release(&saving);
    return rc;
}
