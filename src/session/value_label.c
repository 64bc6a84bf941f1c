#include "session/value_label.h"

#include "base/lang.h"
#include "model/change.h"
#include "model/figure/score.h"
#include "model/pass.h"

#include <string.h>

static const struct {
    const char *name, *label;
} basics[] = {
    {"unit", N_("单位")},         {"short_name", N_("简称")}, {"year", N_("年度")},
    {"title", N_("标题")},        {"sign_off", N_("落款")},   {"prior", N_("上年报告")},
    {VALUE_TEMPLATE, N_("模板")},
};

static const char *const entries[SCORE_ENTRY_COUNT] = {
    [SCORE_TARGET] = N_("目标值"),   [SCORE_ACTUAL] = N_("实际值"),     [SCORE_SCORE] = N_("得分"),
    [SCORE_REASON] = N_("扣分原因"), [SCORE_EVIDENCE] = N_("佐证材料"),
};

static const char *question_label(const struct template *template, const char *name) {
    for (size_t i = 0; template != NULL && i < template->question_count; i++)
        if (strcmp(template->questions[i].name, name) == 0)
            return template->questions[i].label;
    return NULL;
}

void session_add_value_label(struct str *out, const struct report *report, const char *name) {
    bool prior = false;
    enum score_entry entry = SCORE_TARGET;
    struct span id;
    const struct template *template = report->template;
    const struct template_figure *figure =
        template != NULL ? figure_find_value(template, span_of(name), &prior) : NULL;
    const struct template_indicator *indicator =
        template != NULL ? indicator_find_value(template, span_of(name), &entry) : NULL;
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
    const char *label = question_label(template, name);
    if (label == NULL && pass_find_id(span_of(name), &id))
        label = _("检查");
    str_add_text(out, label != NULL ? label : name);
}

bool session_value_is_plain(const char *name) {
    return name[0] != '@';
}
