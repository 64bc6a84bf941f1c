/* Units are kinds: what has one meaning in another unit is converted, the rest is refused. */
#include "model/figure/figure_text.h"
#include "model/figure/score.h"
#include "model/number/expression_kind.h"
#include "model/template/handed_in.h"
#include "model/template/template.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char yaml[] =
    "form_id: t\ntitle: 报告\nsections: [{name: a, label: 甲}]\nfigures:\n"
    "  - {name: budget, label: 预算, type: money, unit: 万元}\n"
    "  - {name: spent, label: 执行, type: money, unit: 万元}\n"
    "  - {name: yuan, label: 元数, type: money, unit: 元, calculate: \"${spent} + ${budget}\"}\n"
    "  - {name: share, label: 比例, type: percent, calculate: \"${spent} / ${budget}\"}\n"
    "  - {name: rate, label: 率, type: percent, unit: \"%\", calculate: \"${spent} / ${budget}\"}\n"
    "  - {name: back, label: 回, type: percent, calculate: \"${rate}\"}\n"
    "indicators:\n"
    "  - {name: from_share, label: 一, weight: 10, method: ratio, unit: \"%\", target: 100%,"
    " actual: \"${share}\"}\n"
    "  - {name: from_quotient, label: 二, weight: 10, method: ratio, unit: \"%\", target: 100,"
    " actual: \"${spent} / ${budget}\"}\n"
    "  - {name: from_hundred, label: 三, weight: 10, method: ratio, unit: \"%\", target: 100,"
    " actual: \"round(${spent} / ${budget} * 100, 2)\"}\n"
    "  - {name: to_share, label: 四, weight: 10, method: ratio, target: 100%, actual: "
    "\"${rate}\"}\n"
    "  - {name: money, label: 五, weight: 60, method: ratio, unit: 亿元, target: 1,"
    " actual: \"${spent}\"}\n";

static void assert_score(const struct score_sheet *sheet, const char *name, const char *want) {
    const struct score_line *line = support_score_line(sheet, name);
    struct str text = STR_INIT;
    assert_non_null(line);
    number_add_short(&text, line->score, SCORE_DECIMALS, false);
    assert_string_equal(text.s, want);
    str_release(&text);
}

static void a_share_of_three_quarters_scores_three_quarters(void **state) {
    (void)state;
    struct report *report = support_report_with(
        span_of(yaml), (const char *const[]){"budget", "10000", "spent", "7500", NULL});
    struct figures *figures = figures_new(report);
    struct score_sheet *sheet = score_sheet_new(figures);
    assert_score(sheet, "from_share", "7.5");
    assert_score(sheet, "from_quotient", "7.5");
    assert_score(sheet, "from_hundred", "7.5");
    assert_score(sheet, "to_share", "7.5");
    assert_score(sheet, "money", "45");
    score_sheet_free(sheet);
    figures_free(figures);
    support_assert_sane(report);
    report_free(report);
}

static void a_figure_is_in_its_own_unit(void **state) {
    (void)state;
    static const struct {
        const char *name, *text;
    } figures_of[] = {{"yuan", "175000000元"}, {"share", "75%"}, {"rate", "75%"}, {"back", "75%"}};
    struct report *report = support_report_with(
        span_of(yaml), (const char *const[]){"budget", "10000", "spent", "7500", NULL});
    struct figures *figures = figures_new(report);
    for (size_t i = 0; i < ARRAY_LEN(figures_of); i++) {
        struct str text = STR_INIT;
        const struct template_figure *figure =
            figure_find(report->template, span_of(figures_of[i].name));
        assert_true(figures_add_text(figures, &text, figure, FIGURE_VALUE));
        assert_string_equal(text.s, figures_of[i].text);
        str_release(&text);
    }
    figures_free(figures);
    report_free(report);
}

static void powers_between_units(void **state) {
    (void)state;
    int power;
    assert_true(unit_find_power(unit_share, "%", &power) && power == 2);
    assert_true(unit_find_power("%", unit_share, &power) && power == -2);
    assert_true(unit_find_power("元", "亿元", &power) && power == -8);
    assert_true(unit_find_power("万元", "万元", &power) && power == 0);
    assert_false(unit_find_power("万元", "人", &power));
    assert_false(unit_find_power(NULL, "人", &power));
    assert_false(units_differ("人", "个"));
    assert_true(units_differ("人", "万元"));
}

/* Twice the money is money; what a factor makes of people only the template knows. */
static void a_factor_leaves_the_unit(void **state) {
    (void)state;
    static const struct {
        const char *unit, *calculate;
        bool right;
    } cases[] = {
        {"人", "${money} * 2", false},     {"人", "1.5 * ${money}", false},
        {"人", "${money} / 3", false},     {"人", "${money} * 5%", false},
        {"万元", "${money} * 2", true},    {"元", "${money} * 10000", true},
        {"万元", "${people} * 1.5", true}, {"人", "${people} * 5%", true},
        {"%", "${share} * 100", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str text = STR_INIT;
        struct template *template = NULL;
        struct err err = {0};
        str_add_format(&text,
                       "form_id: t\ntitle: 报告\nsections: [{name: a, label: 甲}]\nfigures:\n"
                       "  - {name: money, label: 钱, type: money, unit: 万元}\n"
                       "  - {name: people, label: 人数, type: integer, unit: 人}\n"
                       "  - {name: share, label: 比例, type: percent}\n"
                       "  - {name: x, label: 数, type: decimal, unit: \"%s\","
                       " calculate: \"%s\"}\n",
                       cases[i].unit, cases[i].calculate);
        enum rc rc = template_read_new(&template, str_span(&text), "t", &err);
        if ((rc == RC_OK) != cases[i].right)
            fail_msg("%s for %s: %s", cases[i].calculate, cases[i].unit, err.text);
        template_free(template);
        str_release(&text);
    }
}

/* What a report was made with goes on being read, whatever is refused today. */
static void a_stored_template_is_read_as_ever(void **state) {
    (void)state;
    static const char old[] =
        "form_id: t\ntitle: 报告\nsections: [{name: a, label: 甲}]\nfigures:\n"
        "  - {name: x, label: 数, type: percent, unit: \"%\", constraint: \". >= 90%\"}\n";
    struct template *template = NULL;
    struct err err = {0};
    assert_int_equal(template_read_new(&template, span_of(old), "t", &err), RC_INPUT);
    assert_non_null(strstr(err.text, "t:5:"));
    assert_int_equal(template_read(&template, span_of(old), "t", NULL), RC_OK);
    template_free(template);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_of_three_quarters_scores_three_quarters),
        cmocka_unit_test(a_figure_is_in_its_own_unit),
        cmocka_unit_test(powers_between_units),
        cmocka_unit_test(a_factor_leaves_the_unit),
        cmocka_unit_test(a_stored_template_is_read_as_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
