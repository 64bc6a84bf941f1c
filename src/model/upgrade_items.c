#include "model/upgrade_items.h"

#include "base/lang.h"
#include "model/figure/figure_text.h"
#include "model/report.h"
#include "model/section.h"

#include <string.h>

static bool same_text(const char *a, const char *b) {
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool same_condition(const struct condition *a, const struct condition *b) {
    return a->given == b->given && a->value == b->value && same_text(a->source, b->source);
}

/* --- lists as texts, so that they can be held against one another --- */

static void add_field(struct str *out, const char *text) {
    if (text != NULL)
        str_add_text(out, text);
    str_add_byte(out, '\x1F');
}

static void add_condition(struct str *out, const struct condition *condition) {
    str_add_byte(out, condition->given ? 'g' : '-');
    str_add_byte(out, condition->value ? 't' : 'f');
    add_field(out, condition->source);
}

static void add_names(struct str *out, char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        add_field(out, names[i]);
}

static void add_choices(struct str *out, const struct template_choice *choices, size_t count) {
    for (size_t i = 0; i < count; i++) {
        add_field(out, choices[i].name);
        add_field(out, choices[i].label);
    }
}

static void add_caps(struct str *out, const struct template_cap *caps, size_t count) {
    for (size_t i = 0; i < count; i++) {
        add_condition(out, &caps[i].when);
        add_field(out, caps[i].most);
        add_field(out, caps[i].message);
    }
}

static void add_question_choices(struct str *out, const void *of) {
    const struct template_question *question = of;
    add_choices(out, question->choices, question->choice_count);
}

static void add_figure_choices(struct str *out, const void *of) {
    const struct template_figure *figure = of;
    add_choices(out, figure->choices, figure->choice_count);
}

static void add_template_caps(struct str *out, const void *of) {
    const struct template *template = of;
    add_caps(out, template->caps, template->cap_count);
}

static void add_indicator_caps(struct str *out, const void *of) {
    const struct template_indicator *indicator = of;
    add_caps(out, indicator->caps, indicator->cap_count);
}

static void add_library(struct str *out, const void *of) {
    const struct template_library *library = of;
    str_add_format(out, "%d%d", library->given, library->finished);
    add_field(out, library->form_id);
    add_field(out, library->sum);
}

static void add_section_figures(struct str *out, const void *of) {
    const struct template_section *section = of;
    add_names(out, section->figures, section->figure_count);
}

static void add_columns(struct str *out, const void *of) {
    const struct template_section *section = of;
    for (size_t i = 0; i < section->column_count; i++) {
        const struct template_column *column = &section->columns[i];
        add_field(out, column->name);
        add_field(out, column->label);
        add_field(out, column->unit);
        str_add_format(out, "%d%d", (int)column->type, column->sum);
    }
    str_add_format(out, "%d", section->sum_row);
}

static void add_rows(struct str *out, const void *of) {
    const struct template_section *section = of;
    for (size_t i = 0; i < section->row_count; i++) {
        const struct template_row *row = &section->rows[i];
        str_add_format(out, "%zu %d %ld ", row->count, row->scores, row->levels);
        add_names(out, row->cells, row->count);
        add_field(out, row->text);
        add_names(out, row->without, row->without_count);
        for (size_t k = 0; k < row->column_count; k++)
            str_add_format(out, "%d", (int)row->columns[k]);
    }
}

static void add_steps(struct str *out, const void *of) {
    const struct template_indicator *indicator = of;
    for (size_t i = 0; i < indicator->step_count; i++) {
        const struct template_step *step = &indicator->steps[i];
        add_names(out, (char *const[]){step->from, step->to, step->share, step->points}, 4);
    }
    for (size_t i = 0; i < indicator->band_count; i++) {
        const struct template_band *band = &indicator->bands[i];
        add_names(out, (char *const[]){band->name, band->share, band->points}, 3);
    }
}

static void add_deductions(struct str *out, const void *of) {
    const struct template_indicator *indicator = of;
    const struct template_deduct *deduct = &indicator->deduct;
    const struct template_deviation *deviation = &indicator->deviation;
    add_names(out,
              (char *const[]){deduct->per, deduct->points, deviation->over, deviation->points,
                              indicator->reason_below, indicator->reason_above},
              6);
    str_add_format(out, "%d", (int)deduct->count);
}

static void add_rules(struct str *out, const void *of) {
    const struct template *template = of;
    for (size_t i = 0; i < template->rule_count; i++) {
        const struct template_rule *rule = &template->rules[i];
        add_names(out,
                  (char *const[]){rule->name, rule->label, rule->pattern, rule->message,
                                  rule->severity, rule->source},
                  6);
        add_condition(out, &rule->constraint);
        add_condition(out, &rule->relevant);
    }
}

static void add_pairs(struct str *out, const void *of) {
    const struct template *template = of;
    for (size_t i = 0; i < template->pair_count; i++) {
        const struct template_pair *pair = &template->pairs[i];
        add_names(out, (char *const[]){pair->first, pair->second, pair->message}, 3);
    }
}

static void add_grades(struct str *out, const void *of) {
    const struct template *template = of;
    for (size_t i = 0; i < template->grade_count; i++)
        str_add_format(out, _("%s%s≥%s"), i > 0 ? _("、") : "", template->grades[i].name,
                       template->grades[i].from);
}

static void add_settings(struct str *out, const void *of) {
    const struct template *template = of;
    add_names(
        out,
        (char *const[]){template->encoding, template->page, template->cover, template->reference},
        4);
    str_add_format(out, "%d %d", template->contents, template->attachment_note);
    for (size_t i = 0; i < template->style_count; i++)
        str_add_format(out, " %d", (int)template->styles[i]);
}

/* --- what differs --- */

struct differences {
    struct str list; /* 指引、字数 */
};

static void note(struct differences *found, bool differs, const char *what) {
    if (!differs)
        return;
    if (found->list.len > 0)
        str_add_text(&found->list, _("、"));
    str_add_text(&found->list, what);
}

/* Whether the two are not the same text. */
static bool differ(void (*add)(struct str *out, const void *of), const void *old,
                   const void *newer) {
    struct str a = STR_INIT, b = STR_INIT;
    add(&a, old);
    add(&b, newer);
    bool differs = !span_equal(str_span(&a), str_span(&b));
    str_release(&a);
    str_release(&b);
    return differs;
}

/* Appends "节的要求变了：一节（指引、字数）"; false where nothing differs. */
static bool add_differences(struct str *out, const char *kind, const char *label,
                            struct differences *found) {
    bool any = found->list.len > 0;
    if (any)
        str_add_format(out, _("%s的要求变了：%s（%s）\n"), kind, label, found->list.s);
    str_release(&found->list);
    return any;
}

bool upgrade_add_section(struct str *out, const struct template_section *old,
                         const struct template_section *newer) {
    struct differences found = {STR_INIT};
    note(&found, !same_text(old->guidance, newer->guidance) || !same_text(old->hint, newer->hint),
         _("指引"));
    note(&found, !same_text(old->starter, newer->starter), _("范文"));
    note(&found, old->kind != newer->kind, _("写法：段落、条目或表格，写好的不动"));
    note(&found,
         !same_condition(&old->required, &newer->required) ||
             !same_text(old->required_message, newer->required_message),
         _("必填"));
    note(&found, !same_condition(&old->relevant, &newer->relevant), _("适用条件"));
    note(&found, old->min_length != newer->min_length || old->max_length != newer->max_length,
         _("字数"));
    note(&found, differ(add_columns, old, newer), _("表格的列"));
    note(&found, differ(add_rows, old, newer), _("生成的表"));
    note(&found,
         old->repeats != newer->repeats || old->repeat_min != newer->repeat_min ||
             old->repeat_max != newer->repeat_max,
         _("可加几节"));
    note(&found, differ(add_section_figures, old, newer), _("所属的数据"));
    note(&found, old->numbering != newer->numbering || old->form != newer->form,
         _("编号和标题的样式"));
    note(&found, old->attachment != newer->attachment || old->paper != newer->paper, _("附件"));
    note(&found, !same_text(old->owner, newer->owner), _("责任科室"));
    note(&found, !same_text(old->source, newer->source), _("依据"));
    note(&found, old->carry != newer->carry || old->stable != newer->stable, _("续编"));
    return add_differences(out, _("节"), newer->label != NULL ? newer->label : newer->name, &found);
}

/* --- questions and figures --- */

/* What is the same for questions, figures and indicators: a label that is new, gone or another. */
static void add_item(struct str *out, const char *kind, const char *was, const char *is) {
    if (was == NULL)
        str_add_format(out, _("%s新增：%s\n"), kind, is);
    else if (is == NULL)
        str_add_format(out, _("%s没有了：%s——填过的留着，不再问\n"), kind, was);
    else if (strcmp(was, is) != 0)
        str_add_format(out, _("%s改叫：%s → %s\n"), kind, was, is);
}

static void add_question(struct str *out, const struct template_question *old,
                         const struct template_question *newer) {
    struct differences found = {STR_INIT};
    note(&found, old->type != newer->type, _("类型"));
    note(&found, differ(add_question_choices, old, newer), _("可选的项"));
    note(&found,
         !same_condition(&old->required, &newer->required) ||
             !same_text(old->required_message, newer->required_message),
         _("必填"));
    note(&found, !same_condition(&old->relevant, &newer->relevant), _("适用条件"));
    note(&found,
         !same_condition(&old->constraint, &newer->constraint) ||
             !same_text(old->severity, newer->severity) ||
             !same_text(old->constraint_message, newer->constraint_message),
         _("限制"));
    note(&found, !same_text(old->hint, newer->hint), _("提示"));
    note(&found, !same_text(old->default_text, newer->default_text), _("预填"));
    note(&found, !same_text(old->source, newer->source), _("依据"));
    note(&found, old->carry != newer->carry || old->stable != newer->stable, _("续编"));
    (void)add_differences(out, _("基本信息"), newer->label, &found);
}

static void add_questions(struct str *out, const struct template *old,
                          const struct template *newer) {
    const char *kind = _("基本信息");
    for (size_t i = 0; i < newer->question_count; i++) {
        const struct template_question *new = &newer->questions[i];
        const struct template_question *was =
            template_find(old, TEMPLATE_QUESTION, span_of(new->name));
        add_item(out, kind, was != NULL ? was->label : NULL, new->label);
        if (was != NULL)
            add_question(out, was, new);
    }
    for (size_t i = 0; i < old->question_count; i++)
        if (template_find(newer, TEMPLATE_QUESTION, span_of(old->questions[i].name)) == NULL)
            add_item(out, kind, old->questions[i].label, NULL);
}

static void add_figure(struct str *out, const struct template_figure *old,
                       const struct template_figure *newer) {
    struct differences found = {STR_INIT};
    if (!same_text(old->unit, newer->unit) || old->type != newer->type)
        str_add_format(out, _("数据换了单位或类型：%s（%s → %s）——请核对填过的数\n"), newer->label,
                       old->unit != NULL ? old->unit : "—",
                       newer->unit != NULL ? newer->unit : "—");
    if (!same_condition(&old->calculate, &newer->calculate))
        str_add_format(out, _("数据的算法变了：%s\n"), newer->label);
    note(&found, old->decimals != newer->decimals, _("小数位数"));
    note(&found, differ(add_figure_choices, old, newer), _("可选的项"));
    note(&found,
         !same_condition(&old->required, &newer->required) ||
             !same_text(old->required_message, newer->required_message),
         _("必填"));
    note(&found, !same_condition(&old->relevant, &newer->relevant), _("适用条件"));
    note(&found,
         !same_condition(&old->constraint, &newer->constraint) ||
             !same_text(old->severity, newer->severity) ||
             !same_text(old->constraint_message, newer->constraint_message),
         _("限制"));
    note(&found, old->prior != newer->prior || !same_text(old->max_change, newer->max_change),
         _("上年数"));
    note(&found, differ(add_library, &old->library, &newer->library), _("由报告库取"));
    note(&found, !same_text(old->owner, newer->owner), _("责任科室"));
    note(&found, !same_text(old->source, newer->source), _("依据"));
    note(&found, old->carry != newer->carry || old->stable != newer->stable, _("续编"));
    (void)add_differences(out, _("数据"), newer->label, &found);
}

/* Its ${name} answers to nothing any more. */
static void add_users(struct str *out, const struct report *report,
                      const struct template_figure *gone) {
    size_t users = 0;
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        if (section_uses_figure(report, at, gone))
            str_add_format(out, "%s%s",
                           users++ == 0 ? _("　正文里还用着它，要改写的节：") : _("、"),
                           at->heading[0] != '\0' ? at->heading : _("（没有标题）"));
    if (section_uses_figure(report, report->front, gone))
        str_add_format(out, "%s%s", users++ == 0 ? _("　正文里还用着它，要改写的节：") : _("、"),
                       _("前言"));
    if (users > 0)
        str_add_byte(out, '\n');
}

static void add_figures(struct str *out, const struct report *report,
                        const struct template *newer) {
    const struct template *old = report->template;
    const char *kind = _("数据");
    for (size_t i = 0; i < newer->figure_count; i++) {
        const struct template_figure *new = &newer->figures[i];
        const struct template_figure *was = template_find(old, TEMPLATE_FIGURE, span_of(new->name));
        add_item(out, kind, was != NULL ? was->label : NULL, new->label);
        if (was != NULL)
            add_figure(out, was, new);
    }
    for (size_t i = 0; i < old->figure_count; i++) {
        if (template_find(newer, TEMPLATE_FIGURE, span_of(old->figures[i].name)) != NULL)
            continue;
        add_item(out, kind, old->figures[i].label, NULL);
        add_users(out, report, &old->figures[i]);
    }
}

/* --- the score sheet --- */

static void add_indicator(struct str *out, const struct template_indicator *old,
                          const struct template_indicator *newer) {
    struct differences found = {STR_INIT};
    if (strcmp(old->weight, newer->weight) != 0)
        str_add_format(out, _("指标的分值变了：%s %s分 → %s分\n"), newer->label, old->weight,
                       newer->weight);
    if (old->method != newer->method || !same_text(old->target, newer->target))
        str_add_format(out, _("指标的目标或打分办法变了：%s\n"), newer->label);
    note(&found, !same_text(old->unit, newer->unit), _("单位"));
    note(&found, !same_condition(&old->actual, &newer->actual), _("实际值的算法"));
    note(&found, differ(add_steps, old, newer), _("各档、等次的得分"));
    note(&found, differ(add_deductions, old, newer), _("扣分和要写的原因"));
    note(&found, differ(add_indicator_caps, old, newer), _("封顶"));
    note(&found, !same_condition(&old->relevant, &newer->relevant), _("适用条件"));
    note(&found, !same_text(old->owner, newer->owner), _("责任科室"));
    note(&found, !same_text(old->source, newer->source), _("依据"));
    note(&found, old->carry != newer->carry || old->stable != newer->stable, _("续编"));
    (void)add_differences(out, _("指标"), newer->label, &found);
}

static void add_indicators(struct str *out, const struct template *old,
                           struct template_indicator *const *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct template_indicator *was =
            template_find(old, TEMPLATE_INDICATOR, span_of(items[i]->name));
        add_item(out, _("指标"), was != NULL ? was->label : NULL, items[i]->label);
        if (was != NULL)
            add_indicator(out, was, items[i]);
        add_indicators(out, old, items[i]->indicators, items[i]->indicator_count);
    }
}

static void add_lost_indicators(struct str *out, const struct template *newer,
                                struct template_indicator *const *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (template_find(newer, TEMPLATE_INDICATOR, span_of(items[i]->name)) == NULL)
            add_item(out, _("指标"), items[i]->label, NULL);
        add_lost_indicators(out, newer, items[i]->indicators, items[i]->indicator_count);
    }
}

/* --- the template as a whole --- */

static void add_whole(struct str *out, const struct template *old, const struct template *newer) {
    struct differences found = {STR_INIT};
    struct str was = STR_INIT, is = STR_INIT;
    add_grades(&was, old);
    add_grades(&is, newer);
    if (!span_equal(str_span(&was), str_span(&is)))
        str_add_format(out, _("等级变了：%s → %s\n"), was.len > 0 ? was.s : _("没有"),
                       is.len > 0 ? is.s : _("没有"));
    str_release(&was);
    str_release(&is);
    note(&found, differ(add_template_caps, old, newer), _("总分的封顶"));
    note(&found, differ(add_rules, old, newer), _("规则"));
    note(&found, differ(add_pairs, old, newer), _("成对的节"));
    note(&found, !same_text(old->title, newer->title), _("标题：这份报告的不动"));
    note(&found, !same_text(old->sign_off, newer->sign_off), _("落款：这份报告的不动"));
    note(&found, differ(add_settings, old, newer), _("编号、版式和导出的设置"));
    (void)add_differences(out, _("模板"), newer->form_id, &found);
}

void upgrade_add_items(struct str *out, const struct report *report, const struct template *newer) {
    const struct template *old = report->template;
    add_questions(out, old, newer);
    add_figures(out, report, newer);
    add_indicators(out, old, newer->indicators, newer->indicator_count);
    add_lost_indicators(out, newer, old->indicators, old->indicator_count);
    add_whole(out, old, newer);
}
