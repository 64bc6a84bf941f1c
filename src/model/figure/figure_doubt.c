#include "model/figure/figure_doubt.h"

#include "base/lang.h"
#include "model/figure/figure_effect.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/report_values.h"

struct doubts {
    struct str *out;
    struct figures *before, *after;
    const struct report *was, *is;
    bool asks;
};

static void end_line(const struct doubts *doubts, const char *question) {
    str_add_text(doubts->out, "。");
    if (doubts->asks)
        str_add_text(doubts->out, question);
    str_add_byte(doubts->out, '\n');
}

static bool is_other(const struct doubts *doubts, const char *name, const char *behind) {
    struct str full = STR_INIT;
    str_add_format(&full, "%s%s", name, behind);
    const char *was = report_value(doubts->was, str_span(&full));
    const char *is = report_value(doubts->is, str_span(&full));
    str_release(&full);
    return !span_equal(span_of(was != NULL ? was : ""), span_of(is != NULL ? is : ""));
}

/* --- conditions of the template --- */

static void add_broken_answer(const struct doubts *doubts,
                              const struct template_question *question) {
    struct str now = STR_INIT;
    if (is_other(doubts, question->name, "") && figures_add_broken(doubts->after, &now, question)) {
        str_add(doubts->out, str_span(&now));
        end_line(doubts, _("仍然保存吗？"));
    }
    str_release(&now);
}

/* Its own, and those of others that held before. */
static void add_broken_figure(const struct doubts *doubts, const struct template_figure *figure,
                              bool changed) {
    struct str now = STR_INIT, then = STR_INIT;
    if (figures_add_violation(doubts->after, &now, figure) &&
        (changed || !figures_add_violation(doubts->before, &then, figure))) {
        str_add(doubts->out, str_span(&now));
        end_line(doubts, _("仍然保存吗？"));
    }
    str_release(&now);
    str_release(&then);
}

/* --- what is seldom so --- */

/* A change may be below zero, and above its whole. */
static bool tells_a_change(const struct template_figure *figure) {
    static const char *const words[] = {"增", "减", "降", "变化", "差", "净", "盈", "亏", "偏离"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_find(span_of(figure->label), span_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

static void add_value(const struct doubts *doubts, const struct template_figure *figure) {
    str_add_format(doubts->out, _("%s为"), figure->label);
    (void)figures_add_text(doubts->after, doubts->out, figure, FIGURE_VALUE);
}

/* Where the template says what it may be, that holds instead. */
static void add_unlikely(const struct doubts *doubts, const struct template_figure *figure) {
    enum { WHOLE = 100 };
    const struct value *value = figures_value(doubts->after, figure, false);
    if (value->kind != VALUE_NUMBER || figure->constraint.expression != NULL ||
        tells_a_change(figure))
        return;
    struct number *whole = number_from_int(figure_is_share(figure) ? 1 : WHOLE);
    bool rate = figure_is_rate(figure) || figure_is_share(figure);
    bool above = rate && number_compare(value->number, whole) > 0;
    bool below = number_sign(value->number) < 0;
    number_free(whole);
    if (!above && !below)
        return;
    add_value(doubts, figure);
    str_add_text(doubts->out, below ? _("，是负数") : _("，超过100%"));
    end_line(doubts, _("核对过了吗？"));
}

/* Ten times last year's, or a tenth: a digit too many or too few. */
static bool is_tenfold(const struct value *now, const struct value *then) {
    enum { FOLD = 10 };
    if (now->kind != VALUE_NUMBER || then->kind != VALUE_NUMBER || number_sign(now->number) == 0 ||
        number_sign(then->number) == 0)
        return false;
    struct number *fold = number_from_int(FOLD);
    struct number *is = number_abs(now->number), *was = number_abs(then->number);
    struct number *more = number_multiply(was, fold), *less = number_multiply(is, fold);
    bool tenfold = number_compare(is, more) >= 0 || number_compare(less, was) <= 0;
    number_free(fold);
    number_free(is);
    number_free(was);
    number_free(more);
    number_free(less);
    return tenfold;
}

static void add_jump(const struct doubts *doubts, const struct template_figure *figure) {
    if (figures_add_jump(doubts->after, doubts->out, figure)) {
        end_line(doubts, _("核对过了吗？"));
    } else if (figure->max_change == NULL &&
               is_tenfold(figures_value(doubts->after, figure, false),
                          figures_value(doubts->after, figure, true))) {
        add_value(doubts, figure);
        str_add_text(doubts->out, _("，上年"));
        (void)figures_add_text(doubts->after, doubts->out, figure, FIGURE_PRIOR);
        str_add_text(doubts->out, _("，相差十倍以上"));
        end_line(doubts, _("核对过了吗？"));
    }
}

/* Nothing is divided by nothing: what was calculated before is not any more. */
static void add_divisor(const struct doubts *doubts, const struct template_figure *figure) {
    const struct value *value = figures_value(doubts->after, figure, false);
    if (value->kind != VALUE_NUMBER || number_sign(value->number) != 0)
        return;
    const struct template *template = doubts->is->template;
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *other = &template->figures[i];
        if (!figure_is_calculated(other) ||
            figures_value(doubts->before, other, false)->kind == VALUE_EMPTY ||
            figures_value(doubts->after, other, false)->kind != VALUE_EMPTY)
            continue;
        str_add_format(doubts->out, _("%s为0，%s算不出来了"), figure->label, other->label);
        end_line(doubts, _("核对过了吗？"));
    }
}

void figure_doubts_add(struct str *out, const struct report *before, const struct report *after,
                       bool asks) {
    const struct template *template = after->template;
    if (template == NULL)
        return;
    struct doubts doubts = {out, figures_new(before), figures_new(after), before, after, asks};
    for (size_t i = 0; i < template->question_count; i++)
        add_broken_answer(&doubts, &template->questions[i]);
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        bool changed = is_other(&doubts, figure->name, "");
        add_broken_figure(&doubts, figure, changed || is_other(&doubts, figure->name, ".prior"));
        if (changed || is_other(&doubts, figure->name, ".prior"))
            add_jump(&doubts, figure);
        if (!changed)
            continue;
        add_unlikely(&doubts, figure);
        add_divisor(&doubts, figure);
    }
    figures_free(doubts.before);
    figures_free(doubts.after);
}
