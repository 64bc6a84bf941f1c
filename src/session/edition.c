#include "session/edition.h"
#include "base/err.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/json/read.h"
#include "exchange/json/write.h"
#include "model/remark/remark.h"
#include "model/report_values.h"
#include "session/change.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/json/json.h"
#include "session/private.h"
#include "store/edition.h"
#include "store/folds.h"

enum { SAID_POINTS = 30 };

/* --- what is kept --- */

/* What was kept at earlier steps is no part of what is kept now. */
static struct report *without_kept(const struct report *report) {
    struct report *clone = report_clone(report);
    for (size_t i = report->value_count; i-- > 0;)
        if (span_starts_with(span_of(report->values[i].name), SPAN(VALUE_KEPT)))
            report_set_value(clone, span_of(report->values[i].name), (struct span){NULL, 0});
    return clone;
}

static enum rc keep(struct session *session, size_t number, struct span text, struct err *err) {
    return store_keep_edition(session->store, session->open.report->id, number, text, err);
}

/* --- a step --- */

struct step {
    enum edition_state state;
    enum act act;
    enum stage stage;
    struct span reason; /* one line */
    size_t known;       /* how many steps there were when it was decided on */
    /* Asked again once everybody's text is in; NULL: nothing but the steps counts. */
    enum rc (*check)(struct session *session, struct err *err);
};

static enum rc add_value(struct session *session, const struct step *step, size_t number,
                         struct span hash, struct err *err) {
    const struct report *report = session->open.report;
    struct edition edition = {.draft = report_draft_number(report),
                              .state = step->state,
                              .stage = step->stage,
                              .by = span_of(session_user(session)),
                              .at = clock_now(),
                              .hash = hash,
                              .reason = step->reason};
    struct str name = STR_INIT, text = STR_INIT, lock = STR_INIT;
    struct change_set set;
    edition_add_name(&name, VALUE_EDITION, number);
    edition_add_text(&text, &edition);
    str_add_format(&lock, "%zu", number);
    change_set_init(&set, step->act);
    change_add_value(&set, report, name.s, text.s);
    if (edition_locks(step->state) != report_is_locked(report))
        change_add_value(&set, report, VALUE_LOCK, edition_locks(step->state) ? lock.s : NULL);
    enum rc rc = session_apply_step(session, &set, 0, false, err);
    change_set_release(&set);
    str_release(&lock);
    str_release(&text);
    str_release(&name);
    return rc;
}

/* Who decides on a step has seen the steps so far: after another's it is no more the one that was
 * meant (送审 would be 报送 once somebody has made the report final). */
static enum rc refuse_late(const struct session *session, const struct step *step,
                           struct err *err) {
    struct edition last;
    size_t count = report_count_editions(session->open.report);
    if (count == step->known || !report_edition(session->open.report, count, &last))
        return RC_OK;
    return err_set(err, RC_CONFLICT, _("%.*s在此期间已经记了“%s”，没有再记；看过版次再定"),
                   SPAN_ARG(last.by), edition_text(last.state));
}

/* Everybody's text is saved first, so that what is kept is what is seen. */
static enum rc take_step(struct session *session, const struct step *step, struct err *err) {
    struct str whole = STR_INIT, hash = STR_INIT;
    struct edition last;
    enum rc rc = store_fold_all(session->store, session->open.report->id, err);
    if (rc == RC_OK)
        rc = session_reload(session, err);
    if (rc == RC_OK)
        rc = refuse_late(session, step, err);
    if (rc == RC_OK && step->check != NULL)
        rc = step->check(session, err);
    if (rc != RC_OK)
        return rc;
    size_t number = report_count_editions(session->open.report) + 1;
    if (edition_keeps(step->state)) {
        struct report *kept = without_kept(session->open.report);
        json_write(&whole, kept);
        report_free(kept);
        export_add_hash(&hash, session->open.report);
    } else if (step->state == EDITION_SENT &&
               report_edition(session->open.report, number - 1, &last)) {
        str_add(&hash, last.hash);
    }
    if (rc == RC_OK)
        rc = add_value(session, step, number, str_span(&hash), err);
    if (rc == RC_OK && edition_keeps(step->state))
        rc = keep(session, number, str_span(&whole), err);
    str_release(&hash);
    str_release(&whole);
    return rc;
}

static enum rc step_on(struct session *session, struct step *step, struct span reason,
                       struct err *err) {
    struct str clean = STR_INIT;
    text_clean_line(&clean, reason);
    step->reason = str_span(&clean);
    step->known = report_count_editions(session->open.report);
    enum rc rc = session_fold(session, -1, err);
    if (rc == RC_OK)
        rc = store_begin(session->store, err);
    if (rc == RC_OK) {
        rc = take_step(session, step, err);
        rc = store_finish(session->store, rc, err);
        if (rc != RC_OK)
            (void)!session_reload(session, NULL); /* what was folded was taken back */
    }
    str_release(&clean);
    return rc;
}

static enum rc need_reason(struct span reason, struct err *err) {
    return utf8_has_ink(reason) ? RC_OK : err_set(err, RC_REFUSED, _("请写明原因，会留在记录里"));
}

/* False: there was no step yet. */
static bool last_step(const struct session *session, struct edition *last) {
    return report_edition(session->open.report, report_count_editions(session->open.report), last);
}

/* --- the steps --- */

enum rc session_submit(struct session *session, enum stage to, struct err *err) {
    struct edition last;
    struct step step = {.state = EDITION_SUBMITTED, .act = ACT_SUBMIT, .stage = to};
    enum rc rc = session_need_report(session, err);
    if (rc != RC_OK)
        return rc;
    if (last_step(session, &last) && last.state == EDITION_SENT)
        return err_set(err, RC_REFUSED, _("这份报告已经报送；要再改，先退回或解除定稿"));
    if (report_is_locked(session->open.report)) {
        step.state = EDITION_SENT;
        step.act = ACT_SEND;
    }
    return step_on(session, &step, SPAN(""), err);
}

enum rc session_return(struct session *session, struct span reason, struct err *err) {
    struct edition last;
    struct step step = {.state = EDITION_RETURNED, .act = ACT_RETURN};
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = need_reason(reason, err);
    if (rc != RC_OK)
        return rc;
    if (!last_step(session, &last) || last.state == EDITION_RETURNED ||
        last.state == EDITION_UNLOCKED)
        return err_set(err, RC_REFUSED, _("这份报告没有送审，不用退回"));
    step.stage = last.stage;
    return step_on(session, &step, reason, err);
}

static enum rc refuse_remarks(const struct report *report, struct err *err) {
    size_t count = report_count_open_remarks(report, true), last = report_last_remark(report);
    for (size_t number = 1; count > 0 && number <= last; number++) {
        struct remark remark;
        if (!report_remark(report, number, &remark))
            continue;
        bool stops = remark.state == REMARK_OPEN && remark.weight == REMARK_WEIGHS_MUST &&
                     remark.kind == REMARK_IS_REMARK;
        struct span text = span_sub(remark.text, 0, utf8_offset(remark.text, SAID_POINTS));
        enum rc rc =
            stops ? err_set(err, RC_NEEDS_REASON,
                            _("还有%zu条必改的意见没有答复（第%zu条：%.*s）；答复以后再定稿，或写明"
                              "原因仍然定稿"),
                            count, number, SPAN_ARG(text))
                  : RC_OK;
        remark_release(&remark);
        if (stops)
            return rc;
    }
    return RC_OK;
}

static enum rc refuse_errors(struct session *session, struct err *err) {
    const struct findings *findings = session_check(session);
    size_t count = findings_count(findings, SEVERITY_ERROR);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->severity == SEVERITY_ERROR && finding->passed_by == NULL)
            return err_set(err, RC_NEEDS_REASON,
                           _("还有%zu处错误没有改正，也没有标为核实无误（第一处：%s）；改好再定稿，"
                             "或写明原因仍然定稿"),
                           count, finding->message);
    }
    return RC_OK;
}

static enum rc refuse_open(struct session *session, struct err *err) {
    enum rc rc = refuse_remarks(session->open.report, err);
    return rc == RC_OK ? refuse_errors(session, err) : rc;
}

enum rc session_final(struct session *session, bool force, struct span reason, struct err *err) {
    struct step step = {
        .state = EDITION_FINAL, .act = ACT_FINAL, .check = force ? NULL : refuse_open};
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK && report_is_locked(session->open.report))
        rc = err_set(err, RC_REFUSED, _("这份报告已经定稿"));
    if (rc == RC_OK && force)
        rc = need_reason(reason, err);
    if (rc == RC_OK && !force)
        rc = session_fold(session, -1, err);
    if (rc == RC_OK && !force)
        rc = refuse_open(session, err);
    return rc == RC_OK ? step_on(session, &step, reason, err) : rc;
}

enum rc session_unlock(struct session *session, struct span reason, struct err *err) {
    struct step step = {.state = EDITION_UNLOCKED, .act = ACT_UNLOCK};
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK && !report_is_locked(session->open.report))
        rc = err_set(err, RC_REFUSED, _("这份报告没有定稿，可以直接修改"));
    if (rc == RC_OK)
        rc = need_reason(reason, err);
    return rc == RC_OK ? step_on(session, &step, reason, err) : rc;
}

/* --- looking --- */

enum rc session_edition_report(struct session *session, size_t number, struct report **out,
                               struct err *err) {
    struct str text = STR_INIT;
    struct import_draft draft = {0};
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = store_edition(session->store, session->open.report->id, number, &text, err);
    if (rc == RC_OK)
        rc = json_read(&draft, str_span(&text), err);
    if (rc == RC_OK) {
        *out = report_clone(draft.report);
        (*out)->id = session->open.report->id;
    }
    import_draft_release(&draft);
    str_release(&text);
    return rc;
}

enum rc session_load_kept(struct session *session, struct err *err) {
    return store_load_kept(session->store, session->open.report, err);
}
