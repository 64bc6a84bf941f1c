/* Every change but typed text: a set is built, applied in memory and stored, or neither. */
#include "session/change.h"

#include "model/answers.h"
#include "model/change_apply.h"
#include "model/figure/figure_entry.h"
#include "model/figure/score_entry.h"
#include "model/report_values.h"
#include "model/review/review_value.h"
#include "model/section.h"
#include "model/section_state.h"
#include "model/splice.h"
#include "session/body_text.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/private.h"
#include "session/repetition.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/review.h"
#include "store/apply.h"
#include "store/folds.h"
#include "store/undo.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/char_class.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/figure/figure_method.h"
#include "model/figure/score.h"
#include "model/sheet/handed.h"
#include "model/sheet/typed.h"

#include <inttypes.h>

/* Stores an applied set; where the store refuses, the inverse is applied at once. */
static enum rc store_set(struct session *session, const struct change_set *set, int64_t target,
                         bool undone, struct err *err) {
    int64_t act = 0;
    enum rc rc = store_begin(session->store, err);
    if (rc == RC_OK)
        rc = store_apply(session->store, session->open.report, set, &act, err);
    if (rc == RC_OK && target != 0)
        rc = store_mark_undone(session->store, session->open.report->id, target, undone, err);
    return store_finish(session->store, rc, err);
}

enum rc session_apply_step(struct session *session, struct change_set *set, int64_t target,
                           bool undone, struct err *err) {
    enum rc rc = change_set_apply(session->open.report, set, err);
    if (rc != RC_OK)
        return rc;
    rc = store_set(session, set, target, undone, err);
    session_forget_derived(session);
    session_forget_pairs(session);
    if (rc != RC_OK) {
        change_set_invert(set);
        enum rc back = change_set_apply(session->open.report, set, NULL);
        change_set_invert(set);
        assert(back == RC_OK);
        /* revisions may have been counted up before the store refused */
        if (rc != RC_DAMAGED && session_check_files(session, false, NULL) == RC_OK)
            (void)!session_reload(session, NULL);
        return rc;
    }
    for (size_t i = 0; i < set->count; i++)
        if (set->changes[i].kind == CHANGE_SPLICE)
            session_drop_pending(session, set->changes[i].section);
    session->writing.step_id = 0;
    session->writing.needs_sync = session->writing.sync_refused = false;
    session->writing.saved_at = clock_now();
    session->checking.counts_stale = true;
    session->writing.typed_at = clock_monotonic(); /* it is shown before it is checked */
    return RC_OK;
}

enum rc session_apply(struct session *session, const struct change_set *set, struct err *err) {
    enum rc rc = session_need_report(session, err);
    for (size_t i = 0; rc == RC_OK && i < set->count; i++) {
        struct section *section = set->changes[i].kind == CHANGE_SPLICE
                                      ? session_find(session, set->changes[i].section)
                                      : NULL;
        if (section != NULL)
            (void)session_take_over(session, section);
    }
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    struct change_set own = *set; /* inverted in place, and back, only on failure */
    struct err why = {0};
    if (rc != RC_OK)
        return rc;
    rc = session_apply_step(session, &own, 0, false, &why);
    if (session_went_elsewhere(session, rc, &why))
        return session_apply_step(session, &own, 0, false, err);
    return rc == RC_OK ? RC_OK : err_set(err, rc, "%s", why.text);
}

enum rc session_finish(struct session *session, struct change_set *set, struct err *err) {
    enum rc rc = set->count > 0 ? session_apply(session, set, err) : RC_OK;
    change_set_release(set);
    return rc;
}

void session_add_touched(struct change_set *set, const struct report *report,
                         const struct section *section) {
    if (section->id != 0 && !section->touched)
        change_add_field(set, report, section->id, FIELD_TOUCHED, "1");
}

enum rc session_fold_windows(struct session *session, int64_t section, struct err *err) {
    bool folded = false;
    enum rc rc =
        store_fold_windows(session->store, session->open.report->id, section, &folded, err);
    if (!folded)
        return rc;
    enum rc loaded = session_reload(session, rc == RC_OK ? err : NULL);
    return rc == RC_OK ? loaded : rc;
}

static enum rc put(struct session *session, int64_t id, struct span text, struct err *err) {
    struct section *section = NULL;
    struct body body = {0};
    struct change_set set;
    struct splice splice;
    enum rc rc = store_check_free(session->store, session->open.report->id, id, false, err);
    if (rc == RC_OK)
        rc = session_fold_windows(session, id, err);
    if (rc == RC_OK)
        rc = session_need_section(session, id, &section, err);
    if (rc != RC_OK)
        return rc;
    session_read_body(&body, section, text);
    change_set_init(&set, ACT_PUT);
    if (body_diff(&splice, &section->body, &body)) {
        *change_add_splice(&set, id) = splice;
        session_add_touched(&set, session->open.report, section);
    }
    body_release(&body);
    return session_finish(session, &set, err);
}

/* It is a writer of its own, between two keys of anybody. */
enum rc session_put(struct session *session, int64_t id, struct span text, struct err *err) {
    struct section *section = NULL;
    enum rc rc = session_fold(session, -1, err);
    if (rc == RC_OK)
        rc = session_need_section(session, id, &section, err);
    if (rc != RC_OK)
        return rc;
    struct store *store = session->store;
    rc = store_begin(store, err);
    if (rc == RC_OK)
        rc = put(session, id, text, err);
    if (session->store == store) /* else it went on in another database */
        rc = store_finish(store, rc, err);
    if (rc != RC_OK) {
        (void)!session_reload(session, NULL); /* what was folded was taken back */
        section = session_find(session, id);
    }
    if (rc == RC_CONFLICT && section != NULL)
        return err_at(err, _("“%s”没有改动"), section->heading);
    return rc;
}

enum rc session_mark(struct session *session, int64_t id, bool done, struct err *err) {
    struct section *section = NULL;
    enum rc rc = session_need_section(session, id, &section, err);
    if (rc != RC_OK)
        return rc;
    if (done && section_is_required(session->open.report, section) &&
        !section_has_content(session->open.report, section)) {
        const struct template_section *from = section_template(session->open.report, section);
        return err_set(err, RC_REFUSED, "%s",
                       from != NULL && from->required_message != NULL
                           ? from->required_message
                           : _("这一节是必填的，还没有内容，不能标为完成"));
    }
    struct change_set set;
    change_set_init(&set, ACT_MARK);
    if (section->marked != done)
        change_add_field(&set, session->open.report, id, FIELD_MARKED, done ? "1" : "0");
    if (done)
        (void)session_add_confirming(session, &set, section);
    return session_finish(session, &set, err);
}

static enum rc clean_heading(struct str *out, struct span heading, struct err *err) {
    struct label label;
    struct span rest = span_trim(heading);
    if (label_take(&rest, &label) && span_trim(rest).n > 0) /* it is derived: 五、其他事项 */
        heading = rest;
    text_clean(out, span_trim(heading), NULL);
    if (out->len == 0)
        return err_set(err, RC_REFUSED, _("标题不能是空的"));
    if (span_find(str_span(out), SPAN("\n")) != SIZE_MAX)
        return err_set(err, RC_REFUSED, _("标题只能有一行"));
    return RC_OK;
}

/* A new section looks like its siblings, else like what its depth has. */
static void add_look(struct change_set *set, const struct report *report,
                     const struct section *parent, int64_t id) {
    const struct section *model = parent->count > 0 ? parent->children[parent->count - 1] : NULL;
    enum heading_form form = model != NULL ? model->form : FORM_BLOCK;
    if (form == FORM_NONE)
        form = FORM_BLOCK;
    change_add_field(set, report, id, FIELD_FORM, form_name(form));
    if (form == FORM_RUN_IN)
        change_add_field(set, report, id, FIELD_END_MARK,
                         model->end_mark[0] != '\0' ? model->end_mark : "。");
    enum numbering below = numbering_of_depth(section_depth(parent) + 2);
    if (model != NULL)
        below = model->numbering;
    change_add_field(set, report, id, FIELD_NUMBERING, numbering_name(below));
}

static enum rc need_parent(struct session *session, int64_t parent, struct section **out,
                           struct err *err) {
    if (parent == PLACE_TOP) {
        *out = session->open.report->root;
        return RC_OK;
    }
    enum rc rc = session_need_section(session, parent, out, err);
    if (rc == RC_OK && section_depth(*out) >= TEMPLATE_DEPTH_MOST)
        return err_set(err, RC_REFUSED, _("层次太多：最多%d层"), TEMPLATE_DEPTH_MOST);
    return rc;
}

/* Of no template, and like its siblings; or one more of those that may repeat. */
static void add_new(struct change_set *set, const struct report *report,
                    const struct template_section *repeats, const struct section *parent,
                    struct place place, const char *heading) {
    int64_t id = report->next_id, next = id;
    if (repeats != NULL) {
        change_add_repetition(set, report, repeats, &next, place);
    } else {
        change_add_place(set, report, id, place);
        add_look(set, report, parent, id);
    }
    change_add_field(set, report, id, FIELD_HEADING, heading);
    change_add_field(set, report, id, FIELD_TOUCHED, "1");
}

enum rc session_add_section(struct session *session, int64_t parent_id, size_t position,
                            struct span heading, int64_t *id, struct err *err) {
    struct section *parent = NULL;
    struct str clean = STR_INIT;
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = clean_heading(&clean, heading, err);
    if (rc == RC_OK)
        rc = need_parent(session, parent_id, &parent, err);
    const struct template_section *repeats = NULL;
    if (rc == RC_OK && position > parent->count)
        position = parent->count;
    if (rc == RC_OK)
        repeats = repetition_at(session->open.report, parent, position);
    if (repeats != NULL)
        rc = repetition_check(session->open.report, repeats, err);
    if (rc != RC_OK) {
        str_release(&clean);
        return rc;
    }
    *id = session->open.report->next_id;
    struct change_set set;
    change_set_init(&set, ACT_ADD);
    add_new(&set, session->open.report, repeats, parent, (struct place){parent_id, position},
            clean.s);
    str_release(&clean);
    return session_finish(session, &set, err);
}

/* Whoever is typing in it, or below it, would type into nothing. */
static enum rc check_nobody_types(struct session *session, const struct section *section,
                                  struct err *err) {
    const struct report *report = session->open.report;
    enum rc rc = RC_OK;
    for (const struct section *at = section;
         rc == RC_OK && at != NULL && section_is_within(at, section);
         at = report_next_section(report, at)) {
        rc = store_check_free(session->store, report->id, at->id, true, err);
        if (rc != RC_OK)
            (void)err_at(err, "%s", at->heading);
    }
    return rc;
}

enum rc session_remove_section(struct session *session, int64_t id, struct err *err) {
    struct section *section = NULL;
    enum rc rc = session_need_section(session, id, &section, err);
    if (rc == RC_OK && section == session->open.report->front)
        rc = err_set(err, RC_REFUSED, _("标题前的文字不能删除，可以清空"));
    if (rc == RC_OK)
        rc = check_nobody_types(session, section, err);
    if (rc != RC_OK)
        return rc;
    struct change_set set;
    change_set_init(&set, ACT_REMOVE);
    change_add_place(&set, session->open.report, id, (struct place){PLACE_NONE, 0});
    return session_finish(session, &set, err);
}

/* Levels from the section to the deepest one below it, itself counted. */
static int height_of(const struct report *report, const struct section *section) {
    int top = section_depth(section), deepest = top;
    for (const struct section *at = section; at != NULL && section_is_within(at, section);
         at = report_next_section(report, at))
        deepest = section_depth(at) > deepest ? section_depth(at) : deepest;
    return deepest - top + 1;
}

enum rc session_move_section(struct session *session, int64_t id, int64_t parent_id,
                             size_t position, struct err *err) {
    struct section *section = NULL, *parent = NULL;
    enum rc rc = session_need_section(session, id, &section, err);
    if (rc == RC_OK)
        rc = need_parent(session, parent_id, &parent, err);
    if (rc == RC_OK &&
        (section == session->open.report->front || parent == session->open.report->front))
        rc = err_set(err, RC_REFUSED, _("标题前的文字不能移动，下面也不能有小节"));
    if (rc == RC_OK && section_is_within(parent, section))
        rc = err_set(err, RC_REFUSED, _("不能把一节移到它自己下面"));
    if (rc == RC_OK &&
        section_depth(parent) + height_of(session->open.report, section) > TEMPLATE_DEPTH_MOST)
        rc = err_set(err, RC_REFUSED, _("层次太多：最多%d层"), TEMPLATE_DEPTH_MOST);
    if (rc != RC_OK)
        return rc;
    size_t last = parent->count - (section->parent == parent);
    struct change_set set;
    change_set_init(&set, ACT_MOVE);
    change_add_place(&set, session->open.report, id,
                     (struct place){parent_id, position < last ? position : last});
    if (section->label != NULL) /* a literal label belongs to the old place */
        change_add_field(&set, session->open.report, id, FIELD_LABEL, "");
    return session_finish(session, &set, err);
}

enum rc session_rename_section(struct session *session, int64_t id, struct span heading,
                               struct err *err) {
    struct section *section = NULL;
    struct str clean = STR_INIT;
    enum rc rc = session_need_section(session, id, &section, err);
    if (rc == RC_OK && section == session->open.report->front)
        rc = err_set(err, RC_REFUSED, _("标题前的文字没有标题"));
    if (rc == RC_OK)
        rc = clean_heading(&clean, heading, err);
    struct change_set set;
    change_set_init(&set, ACT_RENAME);
    if (rc == RC_OK && !span_is(str_span(&clean), section->heading)) {
        change_add_field(&set, session->open.report, id, FIELD_HEADING, clean.s);
        if (!section->touched)
            change_add_field(&set, session->open.report, id, FIELD_TOUCHED, "1");
    }
    str_release(&clean);
    if (rc == RC_OK)
        return session_finish(session, &set, err);
    change_set_release(&set);
    return rc;
}

static enum rc refuse_calculated(const struct template *template,
                                 const struct template_figure *figure, struct err *err) {
    struct str method = STR_INIT;
    figure_add_method(&method, template, &figure->calculate, figure->label);
    enum rc rc =
        err_set(err, RC_REFUSED, _("“%s”是算出来的（%s），不用填"), figure->label, method.s);
    str_release(&method);
    return rc;
}

static enum rc check_figure(const struct template *template, const struct template_figure *figure,
                            bool prior, struct span text, struct err *err) {
    struct value value;
    if (!prior && figure_is_calculated(figure))
        return refuse_calculated(template, figure, err);
    if (prior && !figure->prior)
        return err_set(err, RC_REFUSED, _("“%s”不要上年数"), figure->label);
    enum rc rc = figure_read(&value, figure, text, err);
    value_release(&value);
    return rc;
}

static enum rc check_basic(struct span name, struct span text, struct err *err) {
    uint64_t number = 0;
    int year = 0;
    if (span_is(name, "year") && !report_year_read(&year, text))
        return err_set(err, RC_REFUSED, _("年度“%.*s”不对，应是四位数字，如2023"), SPAN_ARG(text));
    if (span_is(name, "prior") && !char_read_number(text, INT64_MAX, &number))
        return err_set(err, RC_REFUSED, _("上年报告应是报告号，如1"));
    if (span_is(name, "unit") && span_trim(text).n == 0)
        return err_set(err, RC_REFUSED, _("单位名称不能是空的"));
    return RC_OK;
}

static bool is_entry(const struct report *report, struct span name) {
    bool prior;
    enum score_entry entry;
    return figure_find_value(report->template, name, &prior) != NULL ||
           indicator_find_value(report->template, name, &entry) != NULL;
}

static bool is_basic(struct span name) {
    static const char *const basics[] = {"unit",  "short_name", "year",
                                         "title", "sign_off",   "prior"};
    for (size_t i = 0; i < ARRAY_LEN(basics); i++)
        if (span_is(name, basics[i]))
            return true;
    return false;
}

/* owner.NAME: whose a figure is, in this report. */
static bool is_owner(const struct report *report, struct span name) {
    return span_take_prefix(&name, SPAN("owner.")) && report->template != NULL &&
           figure_find(report->template, name) != NULL;
}

static bool is_value(const struct report *report, struct span name) {
    return is_basic(name) || is_owner(report, name) || is_entry(report, name) ||
           template_find(report->template, TEMPLATE_QUESTION, name) != NULL;
}

static enum rc check_value(const struct report *report, struct span name, struct span text,
                           struct err *err) {
    bool prior;
    if (is_basic(name))
        return check_basic(name, text, err);
    if (is_owner(report, name))
        return RC_OK;
    const struct template_figure *figure = figure_find_value(report->template, name, &prior);
    if (figure != NULL)
        return check_figure(report->template, figure, prior, text, err);
    enum score_entry entry;
    const struct template_indicator *indicator =
        indicator_find_value(report->template, name, &entry);
    if (indicator != NULL)
        return indicator_check_entry(indicator, entry, text, err);
    const struct template_question *question =
        template_find(report->template, TEMPLATE_QUESTION, name);
    if (question == NULL)
        return err_set(err, RC_NOT_FOUND,
                       _("没有名为“%.*s”的资料；可用的有unit、short_name、year、title、sign_off、"
                         "prior和模板中的问题、数据（jixiao figures列出）、指标（jixiao "
                         "score列出，加.actual、.score、.reason、.evidence）"),
                       SPAN_ARG(name));
    struct value value;
    enum rc rc = question_read(&value, question, text, err);
    value_release(&value);
    return rc;
}

bool session_knows_value(const struct session *session, struct span name) {
    return session->open.report != NULL && is_value(session->open.report, name);
}

/* What is last year's and is said again is so this year too. */
static void add_confirming(struct change_set *set, const struct report *report, struct span name,
                           const char *text) {
    const char *was = report_value(report, name);
    if (was == NULL || !span_is(span_of(was), text) || !review_value_is_unreviewed(report, name))
        return;
    struct str confirmed = STR_INIT;
    review_add_confirmed_name(&confirmed, name);
    change_add_value(set, report, confirmed.s, text);
    str_release(&confirmed);
}

/* Two values are lines; every other is one line, and a number is in plain digits. An entry without
 * text is taken away. */
static void add_value(struct change_set *set, const struct report *report,
                      const struct session_value *value) {
    struct str clean = STR_INIT;
    uint64_t number = 0;
    struct str whole = STR_INIT;
    str_add_text(&whole, is_owner(report, value->name) ? "@" : "");
    str_add(&whole, value->name);
    if (span_is(value->name, "title") || span_is(value->name, "sign_off"))
        text_clean(&clean, value->text, NULL);
    else if (is_basic(value->name) && char_read_number(value->text, INT64_MAX, &number))
        str_add_format(&clean, "%" PRIu64, number);
    else
        text_clean_line(&clean, value->text);
    bool none = clean.len == 0 && is_entry(report, value->name);
    none |= clean.len == 0 && is_owner(report, value->name);
    const struct template_question *question =
        is_basic(value->name) ? NULL
                              : template_find(report->template, TEMPLATE_QUESTION, value->name);
    if (question != NULL) /* title and sign-off go along */
        change_add_answer(set, report, question, clean.s);
    else
        change_add_value(set, report, whole.s, none ? NULL : clean.s);
    if (!none)
        add_confirming(set, report, value->name, clean.s);
    str_release(&whole);
    str_release(&clean);
}

/* What was 已核 is changed with a reason alone. */
static enum rc add_reason(struct session *session, struct change_set *set,
                          const struct session_value *value, struct span reason, struct err *err) {
    const struct report *report = session->open.report;
    if (!handed_needs_reason(report, value->name, value->text))
        return RC_OK;
    if (!utf8_has_ink(reason))
        return err_set(err, RC_NEEDS_REASON, _("“%s”已核，要改请写明原因，会留在记录里"),
                       figure_find(report->template, value->name)->label);
    struct str clean = STR_INIT;
    text_clean_line(&clean, reason);
    handed_add_typed(set, report, value->name, span_trim(value->text),
                     span_of(session_user(session)), clock_now(), str_span(&clean));
    str_release(&clean);
    return RC_OK;
}

enum rc session_add_value(struct session *session, struct change_set *set,
                          const struct session_value *value, struct span reason, struct err *err) {
    enum rc rc = check_value(session->open.report, value->name, value->text, err);
    if (rc == RC_OK)
        rc = add_reason(session, set, value, reason, err);
    if (rc == RC_OK)
        add_value(set, session->open.report, value);
    return rc;
}

enum rc session_set_because(struct session *session, const struct session_value *values,
                            size_t count, struct span reason, struct err *err) {
    struct change_set set;
    change_set_init(&set, ACT_SET);
    enum rc rc = session_need_report(session, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = session_add_value(session, &set, &values[i], reason, err);
    if (rc == RC_OK)
        return session_finish(session, &set, err);
    change_set_release(&set);
    return rc;
}

enum rc session_set_values(struct session *session, const struct session_value *values,
                           size_t count, struct err *err) {
    return session_set_because(session, values, count, SPAN(""), err);
}

/* --- what is still last year's --- */

enum rc session_confirm(struct session *session, int64_t id, const size_t *numbers, size_t count,
                        size_t *confirmed, struct err *err) {
    struct section *section = NULL;
    struct change_set set;
    size_t done = 0;
    *confirmed = 0;
    enum rc rc = session_need_section(session, id, &section, err);
    if (rc != RC_OK)
        return rc;
    change_set_init(&set, ACT_CONFIRM);
    if (count == 0)
        done = session_add_confirming(session, &set, section);
    else
        rc = session_add_numbered(session, &set, section, numbers, count, &done, err);
    if (rc == RC_OK)
        rc = session_finish(session, &set, err);
    else
        change_set_release(&set);
    if (rc == RC_OK)
        *confirmed = done;
    return rc;
}
