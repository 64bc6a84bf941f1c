#include "session/remark_in.h"
#include "session/opened.h"

#include "base/lang.h"
#include "exchange/docx/review.h"
#include "exchange/export.h"
#include "model/change.h"
#include "session/change.h"
#include "session/private.h"
#include "session/remark_step.h"
#include "session/report.h"
#include "store/exported.h"
#include "store/library.h"
#include "store/reports.h"

#include <string.h>

/* --- whose file it is --- */

static enum rc say_other(struct session *session, int64_t other, struct err *err) {
    struct library_rows rows = {0};
    long long mine = (long long)session->open.report->id;
    enum rc rc = RC_REFUSED;
    if (other == 0)
        return err_set(err, RC_REFUSED,
                       _("这是另一份报告的审阅稿，这个报告库里没有那份报告；没有收进报告%lld"),
                       mine);
    for (int trashed = 0; trashed < 2 && rc == RC_REFUSED; trashed++) {
        if (store_list(session->store, trashed != 0, &rows, NULL) != RC_OK)
            break;
        for (size_t i = 0; i < rows.count; i++)
            if (rows.items[i].id == other) {
                (void)err_set(
                    err, RC_REFUSED,
                    _("这是报告%lld（%s %d年）的审阅稿，不是报告%lld的；用jixiao remark in "
                      "%lld 文件"),
                    (long long)other, rows.items[i].unit, rows.items[i].year, mine,
                    (long long)other);
            }
        library_rows_release(&rows);
    }
    return rc;
}

static enum rc check_uid(struct session *session, const struct reviewed *file, struct err *err) {
    int64_t other = 0;
    if (file->uid[0] == '\0' || strcmp(file->uid, session->open.report->uid) == 0)
        return RC_OK;
    enum rc rc = store_find_uid(session->store, span_of(file->uid), &other, err);
    return rc == RC_OK ? say_other(session, other, err) : rc;
}

/* The report as it was exported; NULL where that cannot be made again, whatever the reason. */
static struct report *load_then(struct session *session, const struct reviewed *file) {
    struct report *then = NULL;
    struct str hash = STR_INIT;
    if (file->uid[0] == '\0' || file->change == 0 ||
        store_load_exported(session->store, session->open.report->id, file->change, &then, NULL) !=
            RC_OK)
        return NULL;
    export_add_hash(&hash, then);
    if (!span_equal(str_span(&hash), file->hash)) {
        report_free(then);
        then = NULL;
    }
    str_release(&hash);
    return then;
}

/* --- keeping --- */

static enum rc keep_all(struct session *session, const struct remark_intake *intake,
                        struct err *err) {
    struct change_set set;
    size_t number = report_last_remark(session->open.report);
    change_set_init(&set, ACT_REVIEW);
    for (size_t i = 0; i < intake->count; i++) {
        struct remark remark = intake->items[i];
        if (remark.number == 0)
            remark.number = ++number;
        session_set_remark(&set, session, &remark);
    }
    return session_finish(session, &set, err);
}

static enum rc take_in(struct session *session, const struct reviewed *file,
                       const struct review_order *order, struct review_result *result,
                       struct err *err) {
    enum { ALIKE_LEAST = 30 };
    struct report *then = load_then(session, file);
    const struct intake_order intake = {.file = file,
                                        .then = then,
                                        .now = session->open.report,
                                        .stage = order->stage,
                                        .weight = order->weight};
    remark_intake_make(&result->intake, &intake);
    result->known = then != NULL;
    report_free(then);
    if (file->uid[0] == '\0' && result->intake.alike < ALIKE_LEAST)
        return err_set(err, RC_REFUSED,
                       _("这个文件和报告%lld几乎没有相同的文字，不像是它的审阅稿，没有收"),
                       (long long)session->open.report->id);
    return order->only_looks ? RC_OK : keep_all(session, &result->intake, err);
}

enum { AGAIN_MOST = 20 };

enum rc session_take_in_review(struct session *session, struct span bytes,
                               const struct review_order *order, struct review_result *result,
                               struct err *err) {
    struct reviewed file;
    *result = (struct review_result){0};
    enum rc rc = session_need_report(session, err);
    if (rc != RC_OK)
        return rc;
    rc = docx_read_review(&file, bytes, err);
    if (rc == RC_OK)
        rc = check_uid(session, &file, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    for (int again = 0; rc == RC_OK; again++) {
        rc = take_in(session, &file, order, result, err);
        if (rc != RC_CONFLICT || again == AGAIN_MOST)
            break; /* else another clerk has said something meanwhile: looked at anew */
        review_result_release(result);
        rc = session_reload(session, err);
    }
    reviewed_release(&file);
    return rc;
}

void review_result_release(struct review_result *result) {
    remark_intake_release(&result->intake);
}

/* --- asked before an import --- */

int64_t session_find_reviewed(struct session *session, struct span bytes, bool *has_remarks) {
    struct reviewed file;
    int64_t report = 0;
    *has_remarks = false;
    if (docx_read_origin(&file, bytes, NULL) == RC_OK && file.uid[0] != '\0' &&
        store_find_uid(session->store, span_of(file.uid), &report, NULL) != RC_OK)
        report = 0;
    reviewed_release(&file);
    if (report == 0)
        return 0;
    if (docx_read_review(&file, bytes, NULL) == RC_OK)
        for (size_t i = 0; i < file.comment_count; i++)
            *has_remarks |= reviewed_comment_counts(&file, i);
    for (size_t i = 0; i < file.piece_count; i++)
        *has_remarks |= file.pieces[i].kind != PIECE_KEPT;
    reviewed_release(&file);
    return report;
}
