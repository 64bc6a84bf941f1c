#include "session/sheet_take.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/history_row.h"
#include "model/report_values.h"
#include "model/sheet/compare.h"
#include "model/sheet/handed.h"
#include "model/sheet/typed.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/undo.h"
#include "session/value_label.h"

#include <string.h>

static bool is_named(const struct sheet_choice *choice, const char *name) {
    for (size_t i = 0; i < choice->count; i++)
        if (strcmp(choice->names[i], name) == 0)
            return true;
    return false;
}

static bool is_chosen(const struct report *report, const struct sheet_choice *choice,
                      const struct template_figure *figure) {
    if (choice->owner != NULL && strcmp(choice->owner, report_owner(report, figure)) != 0)
        return false;
    return choice->count == 0 || is_named(choice, figure->name);
}

static enum rc need_choice(struct session *session, const struct sheet_choice *choice,
                           struct err *err) {
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    for (size_t i = 0; rc == RC_OK && i < choice->count; i++)
        if (figure_find(session->open.report->template, span_of(choice->names[i])) == NULL)
            rc = err_set(err, RC_NOT_FOUND, _("没有名为“%s”的数据；用figures查看"),
                         choice->names[i]);
    return rc;
}

/* Whether this clerk was the last to type the figure's value. */
static bool typed_it(struct session *session, const char *name) {
    struct history_filter filter = {.section = -1, .name = name, .most = 1};
    struct history_rows rows = {0};
    bool own = session_history(session, &filter, &rows, NULL) == RC_OK && rows.count > 0 &&
               rows.items[0].act != ACT_TAKE &&
               strcmp(rows.items[0].user, session_user(session)) == 0;
    history_rows_release(&rows);
    return own;
}

static void mark(struct session *session, struct change_set *set,
                 const struct template_figure *figure, struct handed handed,
                 enum handed_state state, struct span reason) {
    handed.state = state;
    handed.by = span_of(session_user(session));
    handed.at = clock_now();
    handed.reason = reason;
    handed_add_state(set, session->open.report, figure->name, &handed);
}

/* It is right as it stands: said by another than who typed it, or with a reason. */
static enum rc mark_checked(struct session *session, struct change_set *set,
                            const struct template_figure *figure, struct handed handed,
                            struct span reason, struct err *err) {
    if (report_value(session->open.report, span_of(figure->name)) == NULL)
        return err_set(err, RC_REFUSED, _("“%s”还没有数，不能标为已核"), figure->label);
    if (reason.n == 0 && typed_it(session, figure->name))
        return err_set(err, RC_REFUSED,
                       _("“%s”是您自己填的，应由别人核对；只有您一个人的，请写明理由"),
                       figure->label);
    mark(session, set, figure, handed, HANDED_CHECKED, reason);
    return RC_OK;
}

struct taking {
    struct session *session;
    struct change_set set;
    const struct sheet_choice *choice;
    struct span reason;
    size_t taken, left;
    struct str *said;
};

/* Told of, and left, where the report was changed since and the figure is not named. */
static bool is_left(struct taking *taking, const struct template_figure *figure, const char *label,
                    struct span base, const char *now, const char *value) {
    enum handed_outcome outcome = handed_compare(figure, base, span_of(now), span_of(value));
    if (outcome != OUTCOME_CONFLICT || is_named(taking->choice, figure->name))
        return false;
    str_add_format(taking->said, _("%s：发表时%.*s，现在%s，报来%s\n"), label, SPAN_ARG(base),
                   now[0] != '\0' ? now : _("（空）"), value);
    taking->left++;
    return true;
}

static bool says_none(const struct template_figure *figure, const char *value) {
    return strcmp(value, HANDED_NOT_APPLICABLE) == 0 && figure->type != TYPE_TEXT;
}

/* Last year's value, where the office wrote another; whether it was taken. */
static bool take_prior(struct taking *taking, const struct template_figure *figure,
                       const struct handed *handed) {
    const struct report *report = taking->session->open.report;
    struct str name = STR_INIT, label = STR_INIT;
    str_add_format(&name, "%s.prior", figure->name);
    session_add_value_label(&label, report, name.s);
    char *now = span_copy(span_of(report_value(report, str_span(&name))));
    char *value = span_copy(handed->prior);
    bool left = is_left(taking, figure, label.s, handed->prior_base, now, value);
    if (!left) {
        change_add_value(&taking->set, report, name.s, says_none(figure, value) ? NULL : value);
        taking->taken++;
    }
    mem_free(value);
    mem_free(now);
    str_release(&label);
    str_release(&name);
    return !left;
}

/* This year's value, which was handed in; whether it was taken. */
static bool take_value(struct taking *taking, const struct template_figure *figure,
                       const struct handed *handed) {
    const struct report *report = taking->session->open.report;
    char *now = span_copy(span_of(report_value(report, span_of(figure->name))));
    char *value = span_copy(handed->value);
    bool is_none = says_none(figure, value);
    bool left = is_left(taking, figure, figure->label, handed->base, now, value);
    if (!left) {
        if (handed_compare(figure, handed->base, span_of(now), span_of(value)) != OUTCOME_SAME)
            change_add_value(&taking->set, report, figure->name, is_none ? NULL : value);
        mark(taking->session, &taking->set, figure, *handed,
             is_none ? HANDED_EXEMPT : HANDED_CHECKED, taking->reason);
        taking->taken++;
    }
    mem_free(value);
    mem_free(now);
    return !left;
}

static enum rc take_one(struct taking *taking, const struct template_figure *figure,
                        struct err *err) {
    struct session *session = taking->session;
    struct handed handed = report_handed(session->open.report, figure->name);
    bool waits = handed_waits(&handed), takes_prior = false;
    if (!waits && handed.state != HANDED_REPORTED && !is_named(taking->choice, figure->name))
        return RC_OK;
    if (handed.prior.n > 0 && take_prior(taking, figure, &handed)) {
        takes_prior = true;
        handed.prior_base = handed.prior;
        handed.prior = SPAN("");
    }

    bool is_typed = handed.reason.n > 0 && span_is(handed.by, session_user(session));
    bool is_reported = handed.state == HANDED_REPORTED;
    if (is_reported && !(is_typed && taking->reason.n == 0) && take_value(taking, figure, &handed))
        return RC_OK;
    if (!waits || (is_reported && is_typed && taking->reason.n == 0)) {
        taking->taken++;
        return mark_checked(session, &taking->set, figure, handed, taking->reason, err);
    }
    if (takes_prior)
        handed_add_state(&taking->set, session->open.report, figure->name, &handed);
    return RC_OK;
}

enum rc session_take_handed(struct session *session, const struct sheet_choice *choice,
                            struct span reason, size_t *taken, size_t *left, struct str *said,
                            struct err *err) {
    struct taking taking = {
        .session = session, .choice = choice, .reason = span_trim(reason), .said = said};
    enum rc rc = need_choice(session, choice, err);
    if (rc != RC_OK)
        return rc;
    const struct template *template = session->open.report->template;
    change_set_init(&taking.set, ACT_TAKE);
    for (size_t i = 0; rc == RC_OK && template != NULL && i < template->figure_count; i++)
        if (is_chosen(session->open.report, choice, &template->figures[i]))
            rc = take_one(&taking, &template->figures[i], err);
    if (rc == RC_OK && taking.set.count > 0)
        rc = session_apply(session, &taking.set, err);
    change_set_release(&taking.set);
    *taken = taking.taken;
    *left = taking.left;
    return rc;
}

static enum rc mark_chosen(struct session *session, const struct sheet_choice *choice,
                           struct span reason, enum act act, enum handed_state state, size_t *done,
                           struct err *err) {
    struct change_set set;
    struct str clean = STR_INIT;
    enum rc rc = need_choice(session, choice, err);
    *done = 0;
    if (rc == RC_OK && !utf8_has_ink(reason))
        rc = err_set(err, RC_REFUSED, _("请写明原因，会留在记录里"));
    if (rc != RC_OK)
        return rc;
    const struct template *template = session->open.report->template;
    text_clean_line(&clean, reason);
    change_set_init(&set, act);
    for (size_t i = 0; template != NULL && i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        struct handed handed = report_handed(session->open.report, figure->name);
        bool only_prior = handed.prior.n > 0 && handed.state != HANDED_REPORTED;
        bool fits = state == HANDED_EXEMPT || only_prior || handed.state == HANDED_REPORTED ||
                    handed.state == HANDED_CHECKED;
        if (!fits || figure_is_calculated(figure) ||
            !is_chosen(session->open.report, choice, figure))
            continue;
        handed.prior = SPAN("");
        /* What was checked of this year stays so where last year's is returned. */
        bool stays = only_prior && state == HANDED_RETURNED && handed.state == HANDED_CHECKED;
        mark(session, &set, figure, handed, stays ? HANDED_CHECKED : state, str_span(&clean));
        ++*done;
    }
    if (set.count > 0)
        rc = session_apply(session, &set, err);
    change_set_release(&set);
    str_release(&clean);
    return rc;
}

enum rc session_refuse_handed(struct session *session, const struct sheet_choice *choice,
                              struct span reason, size_t *done, struct err *err) {
    return mark_chosen(session, choice, reason, ACT_REFUSE, HANDED_RETURNED, done, err);
}

enum rc session_exempt(struct session *session, const struct sheet_choice *choice,
                       struct span reason, size_t *done, struct err *err) {
    return mark_chosen(session, choice, reason, ACT_RECALL, HANDED_EXEMPT, done, err);
}
