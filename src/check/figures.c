#include "check/figures.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure_effect.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_method.h"
#include "model/figure/figure_text.h"
#include "model/report_values.h"
#include "model/section_state.h"

struct check {
    struct findings *out;
    const struct report *report;
    struct figures *figures;
};

/* --- what prose waits for, and what it cannot have --- */

static bool is_empty(struct check *check, const struct figure_token *token) {
    struct str text = STR_INIT;
    bool empty = figures_is_relevant(check->figures, token->figure) &&
                 !figures_add_token(check->figures, &text, token);
    str_release(&text);
    return empty;
}

static void add_awaited(struct check *check, const struct section *section,
                        const struct figure_token *token, size_t offset, size_t length) {
    const struct template_figure *figure = token->figure;
    struct str message = STR_INIT;
    bool prior = token->form != FIGURE_VALUE &&
                 figures_value(check->figures, figure, false)->kind != VALUE_EMPTY;
    str_add_format(&message,
                   prior ? _("这里用到的数据“%s”还没有上年数") : _("这里用到的数据“%s”还没有填"),
                   figure->label);
    if (figure->owner != NULL)
        str_add_format(&message, _("（由%s提供）"), figure->owner);
    findings_add(check->out, check->report, section, "awaited", SEVERITY_WARNING, offset, length,
                 message.s);
    str_release(&message);
}

/* It prints as nothing, and leaves a hole in its sentence. */
static void add_not_relevant(struct check *check, const struct section *section,
                             const struct template_figure *figure, size_t offset, size_t length) {
    struct str message = STR_INIT;
    str_add_format(&message, _("这里用到的数据“%s”现在不适用，印出来是空的：请改写这一句"),
                   figure->label);
    findings_add(check->out, check->report, section, "reference", SEVERITY_WARNING, offset, length,
                 message.s);
    str_release(&message);
}

static void check_tokens(struct check *check, const struct section *section, struct span text,
                         size_t offset) {
    struct figure_token token;
    for (size_t at = 0; figure_token_find(check->report->template, text, &at, &token);
         at += token.bytes) {
        bool relevant = figures_is_relevant(check->figures, token.figure);
        if (relevant && !is_empty(check, &token))
            continue;
        size_t from = offset + utf8_count(span_sub(text, 0, at));
        size_t length = utf8_count(span_sub(text, at, at + token.bytes));
        if (relevant)
            add_awaited(check, section, &token, from, length);
        else
            add_not_relevant(check, section, token.figure, from, length);
    }
}

static void add_stray(struct check *check, const struct section *section, struct span words,
                      size_t offset) {
    struct span name = words;
    struct str message = STR_INIT;
    bool question = span_take_prefix(&name, SPAN("${")) && name.n > 0 &&
                    template_find(check->report->template, TEMPLATE_QUESTION,
                                  span_sub(name, 0, name.n - 1)) != NULL;
    str_add_format(&message,
                   question ? _("“%.*s”是题目，正文里只能引用数据：请写成文字")
                            : _("“%.*s”引用了模板里没有的数据：请写成数字，或换成数据（F6）里有"
                                "的；要印出“${”本身，写“$${”"),
                   SPAN_ARG(words));
    findings_add(check->out, check->report, section, "reference", SEVERITY_ERROR, offset,
                 utf8_count(words), message.s);
    str_release(&message);
}

/* A file of nothing else is answered too: nobody reads so many. */
static void check_strays(struct check *check, const struct section *section, struct span text,
                         size_t offset, size_t *places) {
    enum { PLACES_MOST = 100 };
    size_t bytes;
    for (size_t at = 0, seen = 0;
         *places < PLACES_MOST && figure_stray_find(check->report->template, text, &at, &bytes);
         at += bytes, ++*places) {
        offset += utf8_count(span_sub(text, seen, at));
        add_stray(check, section, span_sub(text, at, at + bytes), offset);
        seen = at;
    }
}

static void check_body(struct check *check, const struct section *section) {
    size_t offset = 0, places = 0;
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        check_tokens(check, section, str_span(&line->text), offset);
        check_strays(check, section, str_span(&line->text), offset, &places);
        offset += line->points + 1;
    }
}

/* --- the figures themselves; they have no section, so they stand at the head --- */

static void add_item(struct check *check, const char *name, const char *rule,
                     enum severity severity, const struct str *message, const char *source) {
    struct finding *finding =
        findings_add_item(check->out, check->report, name, rule, severity, message->s);
    if (source != NULL)
        finding->source = span_copy(span_of(source));
}

static void check_required(struct check *check, const struct template_figure *figure) {
    if (!figures_is_required(check->figures, figure) ||
        figures_value(check->figures, figure, false)->kind != VALUE_EMPTY)
        return;
    struct str message = STR_INIT;
    if (figure->required_message != NULL)
        str_add_text(&message, figure->required_message);
    else
        str_add_format(&message, _("还没有填写数据“%s”"), figure->label);
    if (figure->owner != NULL)
        str_add_format(&message, _("（由%s提供）"), figure->owner);
    add_item(check, figure->name, "required", SEVERITY_WARNING, &message, figure->source);
    str_release(&message);
}

static enum severity severity_of(const char *name) {
    enum severity severity = SEVERITY_ERROR;
    if (name != NULL)
        (void)severity_find(span_of(name), &severity);
    return severity;
}

struct values {
    struct check *check;
    struct str *out;
    const struct template_figure *own;
};

/* What an expression was computed from. */
static void add_operand(void *self, const struct expression *operand) {
    struct values *values = self;
    struct check *check = values->check;
    const struct template_figure *figure =
        operand->kind == EXPRESSION_SELF
            ? values->own
            : figure_find(check->report->template, span_of(operand->text));
    if (figure == NULL)
        return;
    struct str text = STR_INIT;
    if (figures_add_text(check->figures, &text, figure,
                         operand->prior ? FIGURE_PRIOR : FIGURE_VALUE)) {
        str_add_format(values->out, operand->prior ? _("；%s上年%s") : _("；%s%s"), figure->label,
                       text.s);
    }
    str_release(&text);
}

static void add_computed(struct check *check, struct str *out, const struct condition *condition,
                         const struct template_figure *own) {
    struct values values = {check, out, own};
    expression_each_operand(condition->expression, add_operand, &values);
}

static void add_broken(struct check *check, struct str *out, const struct template_figure *figure) {
    str_add_format(out, _("数据“%s”"), figure->label);
    figure_add_wanted(out, check->report->template, &figure->constraint, figure->label);
}

static void check_constraint(struct check *check, const struct template_figure *figure) {
    const struct value *own = figures_value(check->figures, figure, false);
    if (own->kind == VALUE_EMPTY ||
        figures_truth(check->figures, &figure->constraint, own) != TRUTH_FALSE)
        return;
    struct str message = STR_INIT;
    if (figure->constraint_message != NULL)
        str_add_text(&message, figure->constraint_message);
    else
        add_broken(check, &message, figure);
    add_computed(check, &message, &figure->constraint, figure);
    add_item(check, figure->name, "constraint", severity_of(figure->severity), &message,
             figure->source);
    str_release(&message);
}

/* A rate of change above max_change, up or down. */
static void check_jump(struct check *check, const struct template_figure *figure) {
    struct str message = STR_INIT;
    if (figures_add_jump(check->figures, &message, figure)) {
        str_add_text(&message, _("，请核实"));
        add_item(check, figure->name, "max_change", SEVERITY_WARNING, &message, figure->source);
    }
    str_release(&message);
}

/* "全年执行数为8596.35万元", as it prints. */
static void add_value(struct check *check, struct str *out, const struct template_figure *figure) {
    str_add_format(out, _("%s为"), figure->label);
    (void)figures_add_text(check->figures, out, figure, FIGURE_VALUE);
}

/* The very number of last year, where the template does not call it stable. */
static void check_same(struct check *check, const struct template_figure *figure) {
    if (figure->stable || !figure_is_number(figure) || figure_is_calculated(figure))
        return;
    struct number *change = figures_change(check->figures, figure);
    if (change != NULL && number_sign(change) == 0) {
        struct str message = STR_INIT;
        add_value(check, &message, figure);
        str_add_text(&message, _("，与上年数相同，请核实是否照抄"));
        add_item(check, figure->name, "same-value", SEVERITY_WARNING, &message, NULL);
        str_release(&message);
    }
    number_free(change);
}

static void add_failed(struct check *check, struct str *out, const struct template_rule *rule) {
    str_add_format(out, _("规则“%s”不成立："), rule->label != NULL ? rule->label : rule->name);
    figure_add_method(out, check->report->template, &rule->constraint, _("这一项"));
}

static void check_rule(struct check *check, const struct template_rule *rule) {
    if (figures_truth(check->figures, &rule->relevant, NULL) == TRUTH_FALSE ||
        figures_truth(check->figures, &rule->constraint, NULL) != TRUTH_FALSE)
        return;
    struct str message = STR_INIT;
    if (rule->message != NULL)
        str_add_text(&message, rule->message);
    else
        add_failed(check, &message, rule);
    add_computed(check, &message, &rule->constraint, NULL);
    add_item(check, rule->name, "rule", severity_of(rule->severity), &message, rule->source);
    str_release(&message);
}

/* A value that was typed under another version of the template: it counts and prints as none. */
static void add_unreadable(struct check *check, const char *name, const struct err *err,
                           const char *source) {
    struct str message = STR_INIT;
    str_add_format(&message, _("填的值不合模板，请重新填：%s"), err->text);
    add_item(check, name, "unreadable", SEVERITY_ERROR, &message, source);
    str_release(&message);
}

static void check_typed(struct check *check, const struct template_figure *figure, bool prior) {
    struct str name = STR_INIT;
    struct value value = {0};
    struct err err;
    str_add_format(&name, prior ? "%s.prior" : "%s", figure->name);
    const char *typed = report_value(check->report, str_span(&name));
    if (typed != NULL && figure_read(&value, figure, span_of(typed), &err) != RC_OK)
        add_unreadable(check, figure->name, &err, figure->source);
    value_release(&value);
    str_release(&name);
}

static void check_answer(struct check *check, const struct template_question *question) {
    const char *typed = report_value(check->report, span_of(question->name));
    struct value value = {0};
    struct err err;
    if (typed != NULL && question_read(&value, question, span_of(typed), &err) != RC_OK)
        add_unreadable(check, question->name, &err, question->source);
    value_release(&value);
}

static void check_question(struct check *check, const struct template_question *question) {
    struct str message = STR_INIT;
    if (report_truth(check->report, &question->relevant) != TRUTH_FALSE)
        check_answer(check, question);
    if (report_truth(check->report, &question->relevant) != TRUTH_FALSE &&
        figures_add_broken(check->figures, &message, question))
        add_item(check, question->name, "constraint", severity_of(question->severity), &message,
                 question->source);
    str_release(&message);
}

static void check_template(struct check *check) {
    const struct template *template = check->report->template;
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        if (!figures_is_relevant(check->figures, figure))
            continue;
        check_required(check, figure);
        if (!figure_is_calculated(figure))
            check_typed(check, figure, false);
        if (figure->prior)
            check_typed(check, figure, true);
        check_constraint(check, figure);
        check_jump(check, figure);
        check_same(check, figure);
    }
    for (size_t i = 0; i < template->question_count; i++)
        check_question(check, &template->questions[i]);
    for (size_t i = 0; i < template->rule_count; i++)
        check_rule(check, &template->rules[i]);
}

void check_figures(struct findings *out, const struct report *report,
                   const struct section *section) {
    struct check check = {.out = out, .report = report, .figures = figures_new(report)};
    if (section != NULL) {
        check_body(&check, section);
    } else {
        if (report->template != NULL)
            check_template(&check);
        check_body(&check, report->front);
        for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
            if (section_is_relevant(report, at))
                check_body(&check, at);
    }
    figures_free(check.figures);
}
