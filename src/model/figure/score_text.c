#include "model/figure/score_text.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"

#include <string.h>

enum { EXACT_DECIMALS = 6 };

void score_add_number(struct str *out, const struct number *score) {
    number_add_short(out, score, SCORE_DECIMALS, false);
}

static bool is_share(const struct score_line *line) {
    bool has_unit = line->indicator->unit != NULL && line->indicator->unit[0] != '\0';
    return !has_unit && span_ends_with(span_of(line->target), SPAN("%"));
}

/* A quantity as it stands in a formula: with its % , without other units. */
static void add_quantity(struct str *out, const struct score_line *line,
                         const struct number *number) {
    if (!is_share(line)) {
        number_add_short(out, number, EXACT_DECIMALS, false);
        return;
    }
    struct number *hundred = number_from_int(100);
    struct number *percent = number_multiply(number, hundred);
    if (percent != NULL)
        number_add_short(out, percent, EXACT_DECIMALS, false);
    str_add_byte(out, '%');
    number_free(percent);
    number_free(hundred);
}

static void add_unit(struct str *out, const struct score_line *line) {
    if (line->indicator->unit != NULL)
        str_add_text(out, line->indicator->unit);
}

void score_add_actual(struct str *out, const struct score_line *line, const struct report *report) {
    const char *typed = report_score_entry(report, line->indicator, SCORE_ACTUAL);
    if (line->indicator->actual.expression == NULL && typed != NULL) {
        str_add_text(out, typed);
        struct span rest = span_of(typed);
        struct number *number = NULL; /* a bare number gets its unit */
        if (line->actual.kind == VALUE_NUMBER && number_take(&number, &rest, NULL) == RC_OK &&
            rest.n == 0)
            add_unit(out, line);
        number_free(number);
    } else if (line->actual.kind == VALUE_NUMBER) {
        struct number *shown = number_round(line->actual.number, is_share(line) ? 4 : 2);
        add_quantity(out, line, shown != NULL ? shown : line->actual.number);
        number_free(shown);
        add_unit(out, line);
    } else if (line->actual.kind == VALUE_TEXT) {
        str_add_text(out, line->actual.text);
    }
}

void score_add_target(struct str *out, const struct score_line *line) {
    if (line->target == NULL)
        return;
    str_add_text(out, line->target);
    char last = line->target[strlen(line->target) - 1];
    if (last >= '0' && last <= '9')
        add_unit(out, line);
}

/* ---- formulas ---- */

/* weight×part÷whole */
static void add_share(struct str *out, const struct score_line *line, const struct number *part,
                      const struct number *whole) {
    score_add_number(out, line->weight);
    str_add_text(out, "×");
    add_quantity(out, line, part);
    str_add_text(out, "÷");
    add_quantity(out, line, whole);
}

static bool is_proportional(const struct score_line *line) {
    enum score_method method = line->indicator->method;
    return (method == METHOD_RATIO || method == METHOD_INVERSE) && !line->indicator->deduct.given;
}

static bool read_target(const struct score_line *line, struct score_target *target) {
    *target = (struct score_target){.number = NULL};
    return line->target != NULL &&
           score_read_target(target, line->indicator, span_of(line->target), NULL) == RC_OK &&
           target->number != NULL;
}

static void add_equals(struct str *out, const struct score_line *line) {
    str_add_text(out, "=");
    score_add_number(out, line->method);
}

/* Whether it lost points because it is far past its target. */
static bool pays_deviation(const struct score_line *line) {
    struct score_target target;
    if (line->indicator->deviation.points == NULL || line->actual.kind != VALUE_NUMBER ||
        !read_target(line, &target))
        return false;
    bool pays = score_deviates(line->indicator, line->actual.number, target.number);
    number_free(target.number);
    return pays;
}

/* weight−lost=score */
static void add_difference(struct str *out, const struct score_line *line) {
    struct number *cost = number_subtract(line->weight, line->method);
    score_add_number(out, line->weight);
    if (cost != NULL) {
        str_add_text(out, "-");
        score_add_number(out, cost);
    }
    add_equals(out, line);
    number_free(cost);
}

void score_add_formula(struct str *out, const struct score_line *line) {
    struct score_target target;
    bool earned = line->method != NULL && line->actual.kind == VALUE_NUMBER;
    bool full = earned && number_compare(line->method, line->weight) == 0;
    bool nothing = earned && number_sign(line->method) == 0;
    if (!earned || full || nothing)
        return;
    if (pays_deviation(line)) {
        add_difference(out, line);
        return;
    }
    if (!is_proportional(line) || !read_target(line, &target))
        return;
    bool inverse = line->indicator->method == METHOD_INVERSE;
    add_share(out, line, inverse ? target.number : line->actual.number,
              inverse ? line->actual.number : target.number);
    add_equals(out, line);
    number_free(target.number);
}

/* ---- why ---- */

static void add_step(struct str *out, const struct score_line *line) {
    const struct template_step *step = score_find_step(line->indicator, line->actual.number);
    if (step == NULL) {
        str_add_text(out, _("，哪一档也不到，得0分"));
        return;
    }
    str_add_text(out, _("，在"));
    if (step->from != NULL)
        str_add_format(out, "≥%s", step->from);
    if (step->from != NULL && step->to != NULL)
        str_add_text(out, _("且"));
    if (step->to != NULL)
        str_add_format(out, "≤%s", step->to);
    if (step->from == NULL && step->to == NULL)
        str_add_text(out, _("其余"));
    if (step->points != NULL)
        str_add_format(out, _("一档，得%s分"), step->points);
    else
        str_add_format(out, _("一档，得权重的%s"), step->share);
}

static void add_band(struct str *out, const struct score_line *line) {
    const struct template_band *band = score_find_band(line->indicator, span_of(line->actual.text));
    if (band != NULL && band->points != NULL)
        str_add_format(out, _("，得%s分"), band->points);
    else if (band != NULL)
        str_add_format(out, _("，得权重的%s"), band->share);
}

static void add_deduction(struct str *out, const struct score_line *line) {
    const struct template_deduct *rule = &line->indicator->deduct;
    bool inverse = line->indicator->method == METHOD_INVERSE;
    str_add_format(out, inverse ? _("，每超%s扣%s分") : _("，每低%s扣%s分"), rule->per,
                   rule->points);
    if (rule->count == DEDUCT_WHOLE)
        str_add_text(out, _("，不足的不扣"));
    else if (rule->count == DEDUCT_BEGUN)
        str_add_text(out, _("，不足的也扣"));
}

static void add_deviation(struct str *out, const struct score_line *line) {
    struct str over = STR_INIT;
    share_add_percent(&over, line->indicator->deviation.over);
    str_add_format(out, _("，超过目标%s以上，扣%s分"), over.s, line->indicator->deviation.points);
    str_release(&over);
}

static void add_measured(struct str *out, const struct score_line *line) {
    struct str formula = STR_INIT;
    if (line->target != NULL) {
        str_add_text(out, _("目标"));
        score_add_target(out, line);
        str_add_text(out, _("，"));
    }
    str_add_text(out, _("实际"));
    if (line->actual.kind == VALUE_NUMBER) {
        struct number *shown = number_round(line->actual.number, is_share(line) ? 4 : 2);
        add_quantity(out, line, shown != NULL ? shown : line->actual.number);
        number_free(shown);
        add_unit(out, line);
    } else {
        str_add_text(out, line->actual.text);
    }
    if (pays_deviation(line))
        add_deviation(out, line);
    else if (line->indicator->deduct.given)
        add_deduction(out, line);
    else if (line->indicator->method == METHOD_STEPS)
        add_step(out, line);
    else if (line->indicator->method == METHOD_GRADE)
        add_band(out, line);
    score_add_formula(&formula, line);
    if (formula.len > 0)
        str_add_format(out, _("，%s"), formula.s);
    str_release(&formula);
}

/* One that the template no longer knows stands in the report until another is chosen. */
static void add_wanted_grade(struct str *out, const struct score_line *line) {
    struct str list = STR_INIT;
    score_add_bands(&list, line->indicator);
    if (line->actual.kind == VALUE_TEXT)
        str_add_format(out, _("没有“%s”这个等次，可以填：%s"), line->actual.text, list.s);
    else
        str_add_format(out, _("还没有选等次，可以填：%s"), list.s);
    str_release(&list);
}

static void add_waits(struct str *out, const struct score_line *line) {
    static const char *const sentences[] = {
        [SCORE_GIVEN] = NULL,
        [SCORE_WAITS_ACTUAL] = N_("还没有实际完成值"),
        [SCORE_WAITS_TARGET] = N_("还没有能用的目标值"),
        [SCORE_WAITS_HAND] = N_("还没有打分"),
        [SCORE_IRRELEVANT] = N_("不涉及，不计分"),
    };
    bool calculated = line->indicator->actual.expression != NULL;
    if (line->state == SCORE_WAITS_ACTUAL && calculated)
        str_add_text(out, _("算实际值的数据还没有填"));
    else if (line->state == SCORE_WAITS_ACTUAL && line->indicator->method == METHOD_GRADE)
        add_wanted_grade(out, line);
    else
        str_add_text(out, _(sentences[line->state]));
}

void score_add_cap(struct str *out, const struct template_cap *cap) {
    str_add_format(out, _("最多%s分"), cap->most);
    if (cap->message != NULL)
        str_add_format(out, _("：%s"), cap->message);
}

void score_add_why(struct str *out, const struct score_line *line) {
    if (line->state != SCORE_GIVEN) {
        add_waits(out, line);
        return;
    }
    size_t before = out->len;
    bool lost = line->open == 0 && number_sign(line->lost) > 0;
    if (lost && line->method != NULL && line->actual.kind != VALUE_EMPTY &&
        (line->typed == NULL || number_compare(line->typed, line->method) == 0))
        add_measured(out, line);
    if (line->cap != NULL) {
        if (out->len > before)
            str_add_text(out, _("；"));
        score_add_cap(out, line->cap);
    }
}
