/* The open report beside another one, or beside itself at an earlier moment. */
#include "app/session_diff.h"
#include "app/session_private.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/lang.h"
#include "exchange/docx.h"

static enum rc find_prior(struct session *session, int64_t *other, struct err *err) {
    *other = session->report->prior;
    enum rc rc = RC_OK;
    if (*other == 0)
        rc = store_find_prior(session->store, session->report, other, err);
    if (rc == RC_OK && *other == 0)
        rc = err_set(err, RC_NOT_FOUND,
                     _("没有找到报告%lld的上年报告；请给出要对照的报告号，或@改动号"),
                     (long long)session->report->id);
    return rc;
}

enum rc session_diff(struct session *session, int64_t other, int64_t change,
                     struct session_diff *out, struct err *err) {
    assert(session->report != NULL);
    *out = (struct session_diff){.change = change};
    enum rc rc = RC_OK;
    if (change != 0) {
        rc = store_load_at(session->store, session->report->id, change, &out->old_report, err);
    } else {
        if (other == 0)
            rc = find_prior(session, &other, err);
        if (rc == RC_OK)
            rc = store_load_report(session->store, other, &out->old_report, NULL, err);
    }
    if (rc == RC_OK)
        diff_reports(&out->sections, out->old_report, session->report);
    return rc;
}

void session_diff_release(struct session_diff *diff) {
    diff_report_release(&diff->sections);
    report_free(diff->old_report);
    *diff = (struct session_diff){0};
}

enum rc session_diff_export(struct session *session, const struct session_diff *diff,
                            const char *path, struct err *err) {
    const struct export_format *format = export_format_of_file(path);
    if (format == NULL || !span_is(span_of(format->name), "docx"))
        return err_set(err, RC_USAGE, _("%s：修改对照写成Word文件，文件名应以.docx结尾"), path);
    struct diff_document lines;
    struct docx_tracks tracks = {session_user(session), clock_now()};
    struct str bytes = STR_INIT;
    diff_documents(&lines, diff->old_report, session->report, &diff->sections);
    enum rc rc = docx_write_changes(&bytes, &lines, &tracks, err);
    if (rc == RC_OK)
        rc = file_write_atomic(path, str_span(&bytes), err);
    diff_document_release(&lines);
    str_release(&bytes);
    return rc;
}

void session_diff_add_heading(struct str *out, const struct diff_item *item) {
    const struct section *section =
        item->new_section != NULL ? item->new_section : item->old_section;
    if (item->place == DIFF_TITLE)
        str_add_text(out, _("标题"));
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
