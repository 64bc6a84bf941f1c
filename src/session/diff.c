/* The open report beside another one, or beside itself at an earlier moment. */
#include "session/diff.h"
#include "exchange/docx/write.h"
#include "exchange/export.h"
#include "model/diff_report.h"
#include "model/section.h"
#include "session/edition.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/private.h"
#include "session/undo.h"
#include "store/history.h"
#include "store/reports.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "exchange/docx/docx.h"

#include <string.h>

static enum rc find_prior(struct session *session, int64_t *other, struct err *err) {
    *other = session->open.report->prior;
    enum rc rc = RC_OK;
    if (*other == 0)
        rc = store_find_prior(session->store, session->open.report, other, err);
    if (rc == RC_OK && *other == 0)
        rc = err_set(err, RC_NOT_FOUND,
                     _("没有找到报告%lld的上年报告；请给出要对照的报告号，或@改动号"),
                     (long long)session->open.report->id);
    return rc;
}

enum rc session_diff(struct session *session, int64_t other, int64_t change,
                     struct session_diff *out, struct err *err) {
    assert(session->open.report != NULL);
    *out = (struct session_diff){.change = change};
    enum rc rc = RC_OK;
    if (change < 0) {
        rc = session_edition_report(session, (size_t)-change, &out->old_report, err);
    } else if (change != 0) {
        rc = store_load_at(session->store, session->open.report->id, change, &out->old_report, err);
    } else {
        if (other == 0)
            rc = find_prior(session, &other, err);
        if (rc == RC_OK)
            rc = store_load_report(session->store, other, &out->old_report, NULL, err);
    }
    if (rc == RC_OK)
        diff_reports(&out->sections, out->old_report, session->open.report);
    return rc;
}

enum rc session_diff_steps(struct session *session, size_t from, size_t to,
                           struct session_diff *out, struct err *err) {
    assert(session->open.report != NULL);
    *out = (struct session_diff){.change = -(int64_t)from, .step = to};
    enum rc rc = session_edition_report(session, from, &out->old_report, err);
    if (rc == RC_OK)
        rc = session_edition_report(session, to, &out->new_report, err);
    if (rc == RC_OK)
        diff_reports(&out->sections, out->old_report, out->new_report);
    return rc;
}

const struct report *session_diff_new(const struct session *session,
                                      const struct session_diff *diff) {
    return diff->new_report != NULL ? diff->new_report : session->open.report;
}

void session_diff_release(struct session_diff *diff) {
    diff_report_release(&diff->sections);
    report_free(diff->new_report);
    report_free(diff->old_report);
    *diff = (struct session_diff){0};
}

/* --- what to compare with --- */

enum { MOMENTS_MOST = 200 };

static void add_choice(struct session_diff_choices *choices, int64_t other, int64_t change,
                       struct str *title) {
    MEM_PUSH_ROOM(choices->items, choices->count, choices->cap);
    choices->items[choices->count++] =
        (struct session_diff_choice){other, change, str_detach(title)};
}

static void add_reports(struct session_diff_choices *choices, const struct library_rows *reports,
                        const struct report *report, bool own_unit) {
    for (size_t i = 0; i < reports->count; i++) {
        const struct library_row *row = &reports->items[i];
        struct str title = STR_INIT;
        if (row->id == report->id || span_is(span_of(row->unit), report->unit) != own_unit)
            continue;
        str_add_format(&title, _("%s %d年度（报告%lld）"), row->unit, row->year,
                       (long long)row->id);
        add_choice(choices, row->id, 0, &title);
    }
}

/* The newest change made the report what it is. */
static void add_moments(struct session_diff_choices *choices,
                        const struct history_rows *histories) {
    for (size_t i = 1; i < histories->count && i <= MOMENTS_MOST; i++) {
        const struct history_row *at = &histories->items[i];
        struct str title = STR_INIT;
        str_add_format(&title, _("本报告%lld号改动之后  "), (long long)at->id);
        clock_add_friendly(&title, at->at, clock_now());
        str_add_format(&title, "  %s%s%s%s", at->user, act_text(at->act),
                       at->heading != NULL && at->heading[0] != '\0' ? _("：") : "",
                       at->heading != NULL ? at->heading : "");
        add_choice(choices, 0, at->id, &title);
    }
}

enum rc session_diff_choices(struct session *session, struct session_diff_choices *out,
                             struct err *err) {
    struct library_rows reports = {0};
    struct history_rows histories = {0};
    struct history_filter moments = {.section = -1, .most = MOMENTS_MOST + 1};
    *out = (struct session_diff_choices){0};
    enum rc rc = session_list(session, false, &reports, err);
    if (rc == RC_OK)
        rc = session_history(session, &moments, &histories, err);
    if (rc == RC_OK) {
        add_reports(out, &reports, session->open.report, true);
        add_moments(out, &histories);
        add_reports(out, &reports, session->open.report, false);
    }
    library_rows_release(&reports);
    history_rows_release(&histories);
    return rc;
}

void session_diff_choices_release(struct session_diff_choices *choices) {
    for (size_t i = 0; i < choices->count; i++)
        mem_free(choices->items[i].title);
    mem_free(choices->items);
    *choices = (struct session_diff_choices){0};
}

/* --- as a Word file --- */

void session_diff_export_name(const struct session *session, struct str *out) {
    const struct export_format *format = export_format_find("docx");
    struct str name = STR_INIT;
    export_default_name(&name, session->open.report, format);
    str_add(out, span_sub(str_span(&name), 0, name.len - strlen(format->ending)));
    str_add_format(out, _("（修改对照）%s"), format->ending);
    str_release(&name);
}

enum rc session_diff_export(struct session *session, const struct session_diff *diff,
                            const char *path, struct err *err) {
    const struct export_format *format = export_format_of_file(path);
    if (format == NULL || !span_is(span_of(format->name), "docx"))
        return err_set(err, RC_USAGE, _("%s：修改对照写成Word文件，文件名应以.docx结尾"), path);
    struct diff_document lines;
    struct docx_tracks tracks = {session_user(session), clock_now()};
    struct str bytes = STR_INIT;
    diff_documents(&lines, diff->old_report, session_diff_new(session, diff), &diff->sections);
    enum rc rc = docx_write_changes(&bytes, &lines, &tracks, err);
    if (rc == RC_OK)
        rc = session_write_file(session, path, str_span(&bytes), err);
    diff_document_release(&lines);
    str_release(&bytes);
    return rc;
}

/* --- as text --- */

void session_diff_add_run(struct str *out, const struct diff_run *run) {
    static const char *const opens[] = {"", "[-", "{+"}, *const closes[] = {"", "-]", "+}"};
    bool ends = span_ends_with(run->text, SPAN("\n"));
    str_add_text(out, opens[run->kind]);
    str_add(out, ends ? span_sub(run->text, 0, run->text.n - 1) : run->text);
    if (ends && run->kind != DIFF_KEPT)
        str_add_text(out, "¶");
    str_add_text(out, closes[run->kind]);
}

void session_diff_add_counts(struct str *out, const struct diff_report *diff) {
    size_t same = 0, changed = 0, added = 0, removed = 0, moved = 0;
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_item *item = &diff->items[i];
        if (item->place != DIFF_SECTION)
            continue;
        bool both = item->old_section != NULL && item->new_section != NULL;
        bool text = diff_text_differs(&item->heading) || diff_text_differs(&item->body);
        added += item->old_section == NULL;
        removed += item->new_section == NULL;
        moved += item->moved;
        changed += both && text;
        same += !diff_item_differs(item);
    }
    str_add_format(out, _("相同%zu节，改动%zu节，新增%zu节，删去%zu节，移动%zu节"), same, changed,
                   added, removed, moved);
}

void session_diff_add_heading(struct str *out, const struct diff_item *item) {
    const struct section *section =
        item->new_section != NULL ? item->new_section : item->old_section;
    if (item->place == DIFF_TITLE)
        str_add_text(out, _("题目"));
    else if (item->place == DIFF_SIGN_OFF)
        str_add_text(out, _("落款"));
    else if (item->place == DIFF_FRONT)
        str_add_text(out, _("标题前的文字"));
    else
        section_add_heading_line(out, section);
}

void session_diff_add_status(struct str *out, const struct diff_item *item) {
    size_t from = out->len;
    bool added = item->old_section == NULL && item->new_section != NULL;
    bool removed = item->old_section != NULL && item->new_section == NULL;
    const struct {
        bool is;
        const char *word;
    } words[] = {{added, N_("新增")},
                 {removed, N_("删去")},
                 {item->moved, N_("移动")},
                 {!added && !removed && diff_text_differs(&item->heading), N_("改标题")},
                 {!added && !removed && diff_text_differs(&item->body), N_("改正文")}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!words[i].is)
            continue;
        if (out->len > from)
            str_add_text(out, _("、"));
        str_add_text(out, _(words[i].word));
    }
}
