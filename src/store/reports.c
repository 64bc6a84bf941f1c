/* Reports as a whole: the library's list, adding, loading, trash. */
#include "store/reports.h"
#include "store/clerks.h"

#include "model/report_values.h"
#include "model/section.h"
#include "model/section_state.h"
#include "store/db.h"
#include "store/drafts.h"
#include "store/record.h"
#include "store/sections.h"
#include "store/templates.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/unique.h"

enum rc report_is_missing(int64_t id, struct err *err) {
    return err_set(err, RC_NOT_FOUND, _("没有编号为 %lld 的报告；jixiao list 列出全部报告"),
                   (long long)id);
}

/* --- the list (library.c) --- */

/* --- adding --- */

static enum rc add_row(struct store *store, const struct report *report, int64_t at, int64_t *id,
                       struct err *err) {
    int64_t template = 0;
    if (report->template != NULL) {
        enum rc rc = template_row(store, report->template, &template, err);
        if (rc != RC_OK)
            return rc;
    }
    struct report_progress progress = report_progress(report);
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_ADD);
    stmt_bind_string(&stmt, "$unit", report->unit);
    stmt_bind_string(&stmt, "$short_name", report->short_name);
    stmt_bind_int(&stmt, "$year", report->year);
    stmt_bind_string(&stmt, "$title", report->title);
    stmt_bind_string(&stmt, "$sign_off", report->sign_off);
    stmt_bind_int(&stmt, "$prior", report->prior);
    if (report->template != NULL)
        stmt_bind_int(&stmt, "$template", template);
    stmt_bind_string(&stmt, "$numbering", numbering_name(report->root->numbering));
    stmt_bind_int(&stmt, "$next", report->next_id);
    stmt_bind_int(&stmt, "$outline", report->outline_revision);
    stmt_bind_int(&stmt, "$sections", (int64_t)progress.all);
    stmt_bind_int(&stmt, "$done", (int64_t)progress.done);
    stmt_bind_int(&stmt, "$at", at);
    stmt_bind_string(&stmt, "$uid", report->uid);
    return stmt_run_insert(&stmt, id, err);
}

enum rc store_find_uid(struct store *store, struct span uid, int64_t *report, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_REPORT_BY_UID);
    stmt_bind_text(&stmt, "$uid", uid);
    return stmt_run_int(&stmt, report, err);
}

enum rc store_find_sheet_report(struct store *store, struct span uid, int64_t *report,
                                struct err *err) {
    struct stmt stmt;
    size_t count = 0;
    stmt_start(&stmt, store->db, QUERY_REPORT_OF_SHEET);
    stmt_bind_text(&stmt, "$uid", uid);
    for (*report = 0; stmt_next(&stmt); count++)
        *report = stmt_int(&stmt, 0);
    if (count > 1)
        *report = 0;
    return stmt_end(&stmt, err);
}

/* It keeps its own where no report here has that, those in the trash too. */
static enum rc settle_uid(struct store *store, struct report *report, struct err *err) {
    struct str drawn = STR_INIT;
    int64_t other = 0;
    enum rc rc = store_find_uid(store, span_of(report->uid), &other, err);
    if (rc == RC_OK && (other != 0 || report->uid[0] == '\0')) {
        unique_add_digits(&drawn);
        bool fits = report_set_uid(report, str_span(&drawn));
        assert(fits);
    }
    str_release(&drawn);
    return rc;
}

/* The last one first: a search, newest first, then shows them in their order. */
static enum rc add_subtree(struct store *store, int64_t report, const struct section *section,
                           struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = section->count; rc == RC_OK && i-- > 0;)
        rc = add_subtree(store, report, section->children[i], err);
    return rc == RC_OK ? section_add_row(store, report, section, &section->body, err) : rc;
}

static enum rc add_sections(struct store *store, const struct report *report, int64_t id,
                            struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = report->limbo_count; rc == RC_OK && i-- > 0;)
        rc = add_subtree(store, id, report->limbo[i], err);
    for (size_t i = report->root->count; rc == RC_OK && i-- > 0;)
        rc = add_subtree(store, id, report->root->children[i], err);
    return rc == RC_OK ? add_subtree(store, id, report->front, err) : rc;
}

static enum rc add_values(struct store *store, const struct report *report, int64_t id,
                          struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < report->value_count; i++) {
        struct stmt stmt;
        stmt_start(&stmt, store->db, QUERY_VALUE_SET);
        stmt_bind_int(&stmt, "$report", id);
        stmt_bind_string(&stmt, "$name", report->values[i].name);
        stmt_bind_string(&stmt, "$text", report->values[i].text);
        rc = stmt_run(&stmt, err);
    }
    return rc;
}

static enum rc add_event(struct store *store, int64_t report, enum act act, int64_t at,
                         struct err *err) {
    struct record_draft event = {.report = report,
                                 .section = NO_SECTION,
                                 .revision = -1,
                                 .at = at,
                                 .word = act,
                                 .kind = RECORD_EVENT};
    int64_t id = 0;
    return record_add(store, &event, &id, err);
}

enum rc store_add_report(struct store *store, struct report *report, enum act act,
                         struct err *err) {
    assert(report->id == 0);
    struct tx tx;
    int64_t id = 0, at = clock_now();
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = settle_uid(store, report, err);
    if (rc == RC_OK)
        rc = add_row(store, report, at, &id, err);
    if (rc == RC_OK)
        rc = add_sections(store, report, id, err);
    if (rc == RC_OK)
        rc = add_values(store, report, id, err);
    if (rc == RC_OK)
        rc = add_event(store, id, act, at, err);
    rc = tx_finish(&tx, rc, err);
    if (rc == RC_OK)
        report->id = id;
    return rc;
}

/* --- loading --- */

static enum rc read_template(struct store *store, const struct report *report,
                             struct template **template, struct err *err) {
    struct stmt stmt;
    enum rc rc = RC_OK, ended;
    stmt_start(&stmt, store->db, QUERY_REPORT_TEMPLATE);
    stmt_bind_int(&stmt, "$id", report->id);
    while (rc == RC_OK && stmt_next(&stmt)) {
        char *form_id = stmt_string(&stmt, 0);
        rc = template_read(template, stmt_text(&stmt, 1), form_id, err);
        if (rc != RC_OK) {
            (void)err_at(err, _("报告 %lld 所用的模板“%s”读不出来"), (long long)report->id,
                         form_id);
            rc = RC_DAMAGED;
        }
        mem_free(form_id);
    }
    ended = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    return rc == RC_OK ? ended : rc;
}

/* Rows of templates are only added, but a row's number comes back when its adding was rolled back:
 * the hash tells. */
static enum rc take_template(struct store *store, struct report *report, int64_t row, int64_t hash,
                             struct err *err) {
    if (store->last.template == NULL || store->last.row != row || store->last.hash != hash) {
        struct template *template = NULL;
        enum rc rc = read_template(store, report, &template, err);
        if (rc != RC_OK)
            return rc;
        template_free(store->last.template);
        store->last.template = template;
        store->last.row = row;
        store->last.hash = hash;
    }
    report->template = template_share(store->last.template);
    return RC_OK;
}

static enum rc load_row(struct store *store, struct report *report, bool *found, struct err *err) {
    struct stmt stmt;
    int64_t template = 0, hash = 0;
    enum rc rc = RC_OK, ended;
    stmt_start(&stmt, store->db, QUERY_REPORT_BY_ID);
    stmt_bind_int(&stmt, "$id", report->id);
    while (rc == RC_OK && stmt_next(&stmt)) {
        *found = true;
        section_set_text(&report->unit, stmt_text(&stmt, 0));
        section_set_text(&report->short_name, stmt_text(&stmt, 1));
        report->year = (int)stmt_int(&stmt, 2);
        section_set_text(&report->title, stmt_text(&stmt, 3));
        section_set_text(&report->sign_off, stmt_text(&stmt, 4));
        report->prior = stmt_int(&stmt, 5);
        if (!numbering_find(stmt_text(&stmt, 6), &report->root->numbering))
            rc = err_set(err, RC_DAMAGED, _("报告 %lld 的编号样式读不出来，数据库已损坏"),
                         (long long)report->id);
        report->next_id = stmt_int(&stmt, 7);
        report->outline_revision = stmt_int(&stmt, 8);
        if (rc == RC_OK &&
            !(revision_is_sane(report->next_id) && revision_is_sane(report->outline_revision)))
            rc = err_set(err, RC_DAMAGED, _("报告 %lld 的编号读不出来，数据库已损坏；请换上备份"),
                         (long long)report->id);
        template = stmt_int(&stmt, 9);
        hash = stmt_int(&stmt, 10);
        (void)report_set_uid(report, stmt_text(&stmt, 11)); /* a damaged one counts as none */
    }
    ended = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    if (rc == RC_OK)
        rc = ended;
    return rc == RC_OK && template != 0 ? take_template(store, report, template, hash, err) : rc;
}

static enum rc load_values(struct store *store, struct report *report, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_VALUE_LIST);
    stmt_bind_int(&stmt, "$report", report->id);
    while (stmt_next(&stmt))
        report_set_value(report, stmt_text(&stmt, 0), stmt_text(&stmt, 1));
    return stmt_end(&stmt, err);
}

enum rc report_load_base(struct store *store, int64_t id, struct report **out, struct err *err) {
    struct report *report = report_new();
    bool found = false;
    report->id = id;
    enum rc rc = load_row(store, report, &found, err);
    if (rc == RC_OK && !found)
        rc = report_is_missing(id, err);
    if (rc == RC_OK)
        rc = load_values(store, report, err);
    if (rc == RC_OK)
        rc = sections_load(store, report, err);
    if (rc == RC_OK && !report_tree_is_sane(report)) /* reading has checked the bodies */
        rc = err_set(err, RC_DAMAGED, _("报告 %lld 的目录对不上，数据库已损坏；请换上备份"),
                     (long long)id);
    if (rc != RC_OK)
        report_free(report);
    else
        *out = report;
    return rc;
}

void store_pendings_release(struct store_pendings *pendings) {
    for (size_t i = 0; i < pendings->foreign_count; i++)
        mem_free(pendings->foreign[i].seen.clerk);
    mem_free(pendings->foreign);
    mem_free(pendings->items);
    *pendings = (struct store_pendings){0};
}

enum rc store_load_report(struct store *store, int64_t id, struct report **out,
                          struct store_pendings *pendings, struct err *err) {
    struct tx tx;
    struct report *report = NULL;
    struct store_pendings own = {0};
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc == RC_OK)
        rc = report_load_base(store, id, &report, err);
    if (rc == RC_OK)
        rc = drafts_apply(store, report, pendings != NULL ? &own : NULL, err);
    rc = tx_finish(&tx, rc, err);
    db_give_back(store->db);
    if (rc != RC_OK) {
        report_free(report);
        store_pendings_release(&own);
        return rc;
    }
    *out = report;
    if (pendings != NULL)
        *pendings = own;
    return RC_OK;
}

/* --- trash --- */

enum rc store_trash(struct store *store, int64_t id, bool trashed, struct err *err) {
    struct tx tx;
    struct stmt stmt;
    int64_t found = 0;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK) {
        stmt_start(&stmt, store->db, QUERY_REPORT_TRASH);
        stmt_bind_int(&stmt, "$trashed", trashed);
        stmt_bind_int(&stmt, "$id", id);
        rc = stmt_run_int(&stmt, &found, err);
    }
    if (rc == RC_OK && found == 0)
        rc = report_is_missing(id, err);
    if (rc == RC_OK)
        rc = add_event(store, id, trashed ? ACT_TRASH : ACT_UNTRASH, clock_now(), err);
    return tx_finish(&tx, rc, err);
}

/* What somebody types there would have no place any more. */
static enum rc check_nobody_is_in(struct store *store, int64_t id, struct err *err) {
    char *clerk = store_find_clerk_in(store, id);
    enum rc rc = clerk == NULL
                     ? RC_OK
                     : err_set(err, RC_REFUSED,
                               _("“%s”正打开着报告%lld，没有彻底删除；等他离开这份报告以后再删"),
                               clerk, (long long)id);
    mem_free(clerk);
    return rc;
}

enum rc store_purge(struct store *store, int64_t id, struct err *err) {
    struct tx tx;
    struct stmt stmt;
    int64_t found = 0;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = check_nobody_is_in(store, id, err);
    if (rc == RC_OK) {
        stmt_start(&stmt, store->db, QUERY_REPORT_PURGE);
        stmt_bind_int(&stmt, "$id", id);
        rc = stmt_run_int(&stmt, &found, err);
    }
    if (rc == RC_OK && found == 0)
        rc = err_set(err, RC_NOT_FOUND,
                     _("回收站里没有编号为 %lld 的报告；jixiao list --trash 列出回收站"),
                     (long long)id);
    return tx_finish(&tx, rc, err);
}

/* --- small things of a report --- */

enum rc store_find_prior(struct store *store, const struct report *report, int64_t *prior,
                         struct err *err) {
    struct stmt stmt;
    const struct template *template = report->template;
    stmt_start(&stmt, store->db, QUERY_REPORT_PRIOR);
    stmt_bind_string(&stmt, "$unit", report->unit);
    stmt_bind_int(&stmt, "$year", report->year - 1);
    stmt_bind_int(&stmt, "$id", report->id);
    stmt_bind_string(&stmt, "$form_id",
                     template != NULL && template->form_id != NULL ? template->form_id : "");
    enum rc rc = stmt_run_int(&stmt, prior, err);
    if (report->year == 0 || report->unit[0] == '\0')
        *prior = 0; /* of reports whose unit or year is unknown none is the earlier one */
    return rc;
}

enum rc store_find_same_year(struct store *store, const struct report *report, int64_t *same,
                             struct err *err) {
    struct stmt stmt;
    *same = 0;
    if (report->year == 0 || report->unit[0] == '\0')
        return RC_OK;
    stmt_start(&stmt, store->db, QUERY_REPORT_SAME_YEAR);
    stmt_bind_string(&stmt, "$unit", report->unit);
    stmt_bind_int(&stmt, "$year", report->year);
    return stmt_run_int(&stmt, same, err);
}

enum rc store_list_same_unit(struct store *store, const struct report *report, const char *form_id,
                             size_t most, int64_t **ids, size_t *count, struct err *err) {
    struct stmt stmt;
    size_t cap = 0;
    *ids = NULL;
    *count = 0;
    if (report->year == 0 || report->unit[0] == '\0')
        return RC_OK; /* nobody knows whose they would be */
    stmt_start(&stmt, store->db, QUERY_REPORT_SAME_UNIT);
    stmt_bind_string(&stmt, "$unit", report->unit);
    stmt_bind_int(&stmt, "$year", report->year);
    stmt_bind_int(&stmt, "$id", report->id);
    stmt_bind_string(&stmt, "$form_id", form_id);
    stmt_bind_int(&stmt, "$most", (int64_t)most);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(*ids, *count, cap);
        (*ids)[(*count)++] = stmt_int(&stmt, 0);
    }
    return stmt_end(&stmt, err);
}

bool store_has_trashed_of_unit(struct store *store, const struct report *report,
                               const char *form_id) {
    struct stmt stmt;
    int64_t found = 0;
    stmt_start(&stmt, store->db, QUERY_REPORT_SAME_UNIT_TRASHED);
    stmt_bind_string(&stmt, "$unit", report->unit);
    stmt_bind_int(&stmt, "$year", report->year);
    stmt_bind_int(&stmt, "$id", report->id);
    stmt_bind_string(&stmt, "$form_id", form_id);
    return stmt_run_int(&stmt, &found, NULL) == RC_OK && found != 0;
}

enum rc store_set_counts(struct store *store, int64_t report, const struct library_row *counts,
                         struct err *err) {
    struct tx tx;
    struct stmt stmt;
    int64_t found = 0;
    enum rc rc = tx_begin(&tx, store->db, TX_KEY, err);
    if (rc == RC_OK) {
        stmt_start(&stmt, store->db, QUERY_REPORT_COUNTS);
        stmt_bind_int(&stmt, "$sections", (int64_t)counts->sections);
        stmt_bind_int(&stmt, "$done", (int64_t)counts->done);
        stmt_bind_int(&stmt, "$errors", (int64_t)counts->errors);
        stmt_bind_int(&stmt, "$warnings", (int64_t)counts->warnings);
        stmt_bind_int(&stmt, "$unreviewed", (int64_t)counts->unreviewed);
        stmt_bind_int(&stmt, "$reviewed", counts->reviewed);
        stmt_bind_int(&stmt, "$id", report);
        rc = stmt_run_int(&stmt, &found, err);
    }
    if (rc == RC_OK && found == 0)
        rc = report_is_missing(report, err);
    return tx_finish(&tx, rc, err);
}
