#include "session/value_label.h"

#include "base/lang.h"
#include "model/change.h"
#include "model/edition/edition.h"
#include "model/evidence/evidence.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/pass.h"
#include "model/remark/remark.h"
#include "model/review/review.h"
#include "model/review/review_value.h"
#include "model/sheet/handed.h"

#include <string.h>

static const struct {
    const char *name, *label;
} basics[] = {
    {"unit", N_("单位")},         {"short_name", N_("简称")}, {"year", N_("年度")},
    {"title", N_("题目")},        {"sign_off", N_("落款")},   {"prior", N_("上年报告")},
    {VALUE_TEMPLATE, N_("模板")}, {VALUE_LOCK, N_("锁定")},
};

static const char *const entries[SCORE_ENTRY_COUNT] = {
    [SCORE_TARGET] = N_("目标值"),   [SCORE_ACTUAL] = N_("实际值"),     [SCORE_SCORE] = N_("得分"),
    [SCORE_REASON] = N_("扣分原因"), [SCORE_EVIDENCE] = N_("佐证材料"),
};

/* What is said of a figure and its office; false: the value is another. */
static bool add_office_label(struct str *out, const struct report *report, struct span name) {
    static const struct {
        const char *prefix, *what;
    } kinds[] = {{VALUE_OWNER, N_("（科室）")}, {VALUE_SHEET, N_("（填报）")}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct span rest = name;
        if (!span_take_prefix(&rest, span_of(kinds[i].prefix)))
            continue;
        const struct template_figure *figure =
            report->template != NULL ? figure_find(report->template, rest) : NULL;
        str_add_text(out, figure != NULL ? figure->label : rest.p);
        str_add_text(out, _(kinds[i].what));
        return true;
    }
    if (!span_take_prefix(&name, SPAN(VALUE_SENT)))
        return false;
    str_add_format(out, _("填报表%.*s"), SPAN_ARG(name));
    return true;
}

void session_add_value_label(struct str *out, const struct report *report, const char *name) {
    bool prior = false;
    enum score_entry entry = SCORE_TARGET;
    struct span id;
    const struct template *template = report->template;
    const struct template_figure *figure = figure_find_value(template, span_of(name), &prior);
    const struct template_indicator *indicator =
        indicator_find_value(template, span_of(name), &entry);
    struct span of = span_of(name);
    if (span_take_prefix(&of, SPAN(VALUE_CONFIRMED_VALUE))) {
        session_add_value_label(out, report, of.p);
        return;
    }
    if (figure != NULL) {
        str_add_text(out, figure->label);
        str_add_text(out, prior ? _("（上年）") : "");
        return;
    }
    if (indicator != NULL) {
        str_add_format(out, _("%s（%s）"), indicator->label, _(entries[entry]));
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(basics); i++)
        if (strcmp(basics[i].name, name) == 0) {
            str_add_text(out, _(basics[i].label));
            return;
        }
    const struct template_question *question =
        template_find(template, TEMPLATE_QUESTION, span_of(name));
    const char *label = question != NULL ? question->label : NULL;
    if (label == NULL && pass_find_id(span_of(name), &id))
        label = _("检查");
    if (label == NULL && review_find_confirmed(span_of(name), &id))
        label = _("去年原文");
    size_t number = 0;
    if (add_office_label(out, report, span_of(name)))
        return;
    if (label == NULL && evidence_find_number(span_of(name), &number))
        label = _("佐证");
    if (label == NULL && remark_find_number(span_of(name), &number)) {
        str_add_format(out, _("意见%zu"), number);
        return;
    }
    if (label == NULL && edition_find_number(span_of(name), &number))
        label = _("版次");
    str_add_text(out, label != NULL ? label : name);
}

bool session_value_is_plain(const char *name) {
    return name[0] != '@';
}
