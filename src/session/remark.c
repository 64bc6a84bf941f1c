#include "session/remark.h"
#include "session/opened.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "session/change.h"
#include "session/private.h"
#include "session/remark_step.h"
#include "session/report.h"
#include "session/setting.h"
#include "session/undo.h"

static enum rc keep(struct session *session, enum act act, const struct remark *remark,
                    struct err *err) {
    struct change_set set;
    change_set_init(&set, act);
    session_set_remark(&set, session, remark);
    return session_finish(session, &set, err);
}

/* --- saying --- */

static enum rc set_place(struct session *session, const struct remark_draft *draft,
                         struct remark *remark, struct str *text, struct err *err) {
    const struct report *report = session->open.report;
    size_t offset = draft->offset, length = draft->length;
    if (draft->target != NULL) {
        enum rc rc = target_read(&remark->target, report, span_of(draft->target), err);
        if (rc != RC_OK || remark->target.kind != TARGET_SECTION)
            return rc;
        remark_add_part_text(text, report, remark->target.section, REMARK_OF_BODY);
        size_t at = span_find(str_span(text), remark->target.quote);
        offset = utf8_count(span_sub(str_span(text), 0, at));
        length = utf8_count(remark->target.quote);
    } else {
        remark->target = (struct target){.kind = TARGET_SECTION, .section = draft->section};
        remark_add_part_text(text, report, draft->section, REMARK_OF_BODY);
    }
    if (length > 0)
        remark_set_words(remark, str_span(text), offset, length);
    return RC_OK;
}

enum { AGAIN_MOST = 20 };

enum rc session_add_remark(struct session *session, const struct remark_draft *draft,
                           size_t *number, struct err *err) {
    struct remark remark = {.kind = REMARK_IS_REMARK,
                            .weight = draft->weight,
                            .stage = draft->stage,
                            .author = span_of(session_user(session)),
                            .at = clock_now()};
    struct str said = STR_INIT, text = STR_INIT;
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    text_clean(&said, span_trim(draft->text), NULL);
    if (rc == RC_OK && !utf8_has_ink(str_span(&said)))
        rc = err_set(err, RC_REFUSED, _("请写明意见"));
    if (rc == RC_OK)
        rc = set_place(session, draft, &remark, &text, err);
    remark.text = str_span(&said);
    for (int again = 0; rc == RC_OK; again++) {
        remark.number = report_last_remark(session->open.report) + 1;
        rc = keep(session, ACT_REMARK, &remark, err);
        if (rc != RC_CONFLICT || again == AGAIN_MOST)
            break; /* else another clerk has just taken the number */
        rc = session_reload(session, err);
    }
    *number = rc == RC_OK ? remark.number : *number;
    str_release(&text);
    str_release(&said);
    return rc;
}

enum rc session_add_note(struct session *session, size_t number, struct span text,
                         struct err *err) {
    struct remark remark = {0};
    struct str said = STR_INIT;
    text_clean(&said, span_trim(text), NULL);
    enum rc rc = utf8_has_ink(str_span(&said)) ? RC_OK : err_set(err, RC_REFUSED, _("请写明意见"));
    if (rc == RC_OK)
        rc = session_find_remark(session, number, &remark, err);
    if (rc == RC_OK) {
        remark.notes = mem_resize(remark.notes, remark.note_count + 1, sizeof *remark.notes);
        remark.notes[remark.note_count++] = (struct remark_note){
            .author = span_of(session_user(session)), .text = str_span(&said), .at = clock_now()};
        rc = keep(session, ACT_REMARK, &remark, err);
    }
    remark_release(&remark);
    str_release(&said);
    return rc;
}

/* --- answering --- */

/* The newest change of the section that it is about, for what was done; 0: none, or of no section.
 */
static int64_t find_change(struct session *session, const struct remark *remark) {
    struct history_rows rows = {0};
    struct remark_spot spot;
    remark_find_spot(&spot, session->open.report, remark);
    const struct history_filter filter = {.section = spot.section, .most = 1};
    int64_t change = 0;
    if (spot.section >= 0 && session_history(session, &filter, &rows, NULL) == RC_OK &&
        rows.count > 0)
        change = rows.items[0].id;
    history_rows_release(&rows);
    return change;
}

static enum rc refuse_answer(const struct remark *remark, bool done, struct span text,
                             struct err *err) {
    if (remark->kind == REMARK_IS_PROPOSAL)
        return err_set(err, RC_REFUSED,
                       _("%zu是修改建议：用remark take采纳，或用remark refuse不采纳"),
                       remark->number);
    if (remark->state == REMARK_CLOSED)
        return err_set(err, RC_REFUSED, _("意见%zu已经核销；要再答复，先用remark reopen重开"),
                       remark->number);
    if (!done && !utf8_has_ink(text))
        return err_set(err, RC_REFUSED, _("请写明为什么不采纳，会写进落实对照表"));
    return RC_OK;
}

enum rc session_answer_remark(struct session *session, size_t number, bool done, struct span text,
                              struct err *err) {
    struct remark remark = {0};
    struct str clean = STR_INIT;
    enum rc rc = session_find_remark(session, number, &remark, err);
    text_clean(&clean, span_trim(text), NULL);
    if (rc == RC_OK)
        rc = refuse_answer(&remark, done, str_span(&clean), err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    if (rc == RC_OK) {
        session_sign_remark(session, &remark, done ? REMARK_DONE : REMARK_REFUSED,
                            str_span(&clean));
        remark.change = done ? find_change(session, &remark) : 0;
        rc = keep(session, ACT_ANSWER, &remark, err);
    }
    remark_release(&remark);
    str_release(&clean);
    return rc;
}

enum rc session_close_remark(struct session *session, size_t number, struct err *err) {
    struct remark remark = {0};
    enum rc rc = session_find_remark(session, number, &remark, err);
    if (rc == RC_OK && remark.kind == REMARK_IS_PROPOSAL)
        rc = err_set(err, RC_REFUSED, _("%zu是修改建议，采纳或不采纳以后就不用核销"), number);
    else if (rc == RC_OK && remark.state != REMARK_DONE && remark.state != REMARK_REFUSED)
        rc = err_set(err, RC_REFUSED,
                     remark.state == REMARK_CLOSED ? _("意见%zu已经核销")
                                                   : _("意见%zu还没有答复，不能核销"),
                     number);
    if (rc == RC_OK) {
        session_sign_remark(session, &remark, REMARK_CLOSED, remark.answer);
        rc = keep(session, ACT_CLOSE, &remark, err);
    }
    remark_release(&remark);
    return rc;
}

enum rc session_reopen_remark(struct session *session, size_t number, struct err *err) {
    struct remark remark = {0};
    enum rc rc = session_find_remark(session, number, &remark, err);
    if (rc == RC_OK && remark.state == REMARK_OPEN)
        rc = err_set(err, RC_REFUSED, _("意见%zu本来就没有答复"), number);
    else if (rc == RC_OK && remark.state == REMARK_TAKEN)
        rc = err_set(err, RC_REFUSED, _("修改%zu已经采纳；要退回去，请撤销，或直接改正文"), number);
    if (rc == RC_OK) {
        session_sign_remark(session, &remark, REMARK_OPEN, remark.answer);
        remark.change = 0;
        rc = keep(session, ACT_REOPEN, &remark, err);
    }
    remark_release(&remark);
    return rc;
}
