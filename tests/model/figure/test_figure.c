#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_method.h"
#include "model/figure/figure_text.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/section_state.h"
#include "tests/support/model_support.h"

#include <string.h>

static const char yaml[] =
    "form_id: figures\n"
    "title: ${year}年度${unit}报告\n"
    "questions:\n"
    "  - {name: level, label: 级别, type: integer}\n"
    "  - {name: note, label: 说明}\n"
    "sections:\n"
    "  - name: money\n"
    "    label: 收支情况\n"
    "    default: 共${budget,}，上年${budget.prior,}\n"
    "  - name: big\n"
    "    label: 重大项目\n"
    "    required: ${budget} > 1000\n"
    "    relevant: ${level} >= 2\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算, type: money, unit: 万元, prior: true,"
    " required: true}\n"
    "  - {name: executed, label: 全年执行, type: money, unit: 万元,"
    " decimals: 2, prior: true}\n"
    "  - {name: rate, label: 执行率, type: percent, decimals: 2,"
    " calculate: '${executed} / ${budget}', prior: true}\n"
    "  - {name: left, label: 结余, type: money, unit: 元,"
    " calculate: '(${budget} - ${executed}) * 10000'}\n"
    "  - {name: share, label: 占比, type: percent}\n"
    "  - {name: points, label: 得分率, type: percent, unit: '%'}\n"
    "  - {name: sum, label: 合计, type: decimal, calculate: '${share} + ${points}'}\n"
    "  - {name: third, label: 三分之一, type: decimal, calculate: 1 / 3}\n"
    "  - {name: staff, label: 在职人数, type: integer, unit: 人,"
    " carry: value}\n"
    "  - {name: day, label: 批复日期, type: date}\n"
    "  - {name: grade, label: 等级, type: select_one, choices:"
    " [{name: good, label: 良}, {name: best, label: 优}]}\n"
    "  - {name: head, label: 负责人, type: text, relevant: '${level} >= 2'}\n";

static struct report *new_report(void) {
    return report_new_from_template(support_template(yaml), SPAN("梧桐里街道办事处"),
                                    SPAN("梧桐里街道"), 2022);
}

static void set(struct report *report, const char *name, const char *text) {
    report_set_value(report, span_of(name), span_of(text));
}

/* How `line` prints. */
static void assert_prints(const struct report *report, const char *line, const char *printed) {
    struct figures *figures = figures_new(report);
    struct str got = STR_INIT;
    figures_add_line(figures, &got, span_of(line));
    assert_string_equal(got.s, printed);
    str_release(&got);
    figures_free(figures);
}

static void a_value_prints_with_its_unit_and_decimals(void **state) {
    (void)state;
    struct report *report = new_report();
    set(report, "budget", "37162");
    set(report, "budget.prior", "33570.0");
    set(report, "executed", "8,596.345");
    set(report, "share", "10.70");
    set(report, "staff", "1.2万");
    set(report, "day", "2022.3.5");
    set(report, "grade", "良");
    assert_prints(report, "预算${budget}，执行${executed}。", "预算37162万元，执行8596.35万元。");
    assert_prints(report, "${budget,}，上年${budget.prior,}，${executed,}，${budget.change,}",
                  "37,162万元，上年33,570万元，8,596.35万元，10.7%");
    assert_prints(report, "${budget,,}${budget,.prior}", "${budget,,}${budget,.prior}");
    assert_prints(report, "同比${budget.direction}${budget.change}（上年${budget.prior}）",
                  "同比增长10.7%（上年33570万元）");
    assert_prints(report, "${rate}、${left}、${share}、${third}",
                  "23.13%、285656550元、10.7%、0.33");
    assert_prints(report, "${staff}，${day}，${grade}", "12000人，2022年3月5日，良");
    set(report, "budget", "30000");
    assert_prints(report, "${budget.direction}${budget.change}", "下降10.63%");
    set(report, "budget", "33570");
    assert_prints(report, "${budget.direction}${budget.change}", "持平0%");
    report_free(report);
}

static void of_a_year_that_had_nothing_there_is_no_percentage(void **state) {
    (void)state;
    struct report *report = new_report();
    set(report, "budget", "50");
    set(report, "budget.prior", "0");
    assert_prints(report, "比上年${budget.direction}${budget.change}", "比上年增长50万元");
    set(report, "budget", "0");
    assert_prints(report, "${budget.direction} ${budget.change}", "持平 0%");
    set(report, "budget", "");
    assert_prints(report, "${budget.direction}", "【未填：年初预算】");
    report_free(report);
}

static void a_percent_without_a_unit_is_a_share(void **state) {
    (void)state;
    struct report *report = new_report();
    set(report, "share", "95.1");
    set(report, "points", "95.1");
    assert_prints(report, "${share} ${points} ${sum}", "95.1% 95.1% 96.051");
    set(report, "share", "95.1%");
    set(report, "points", "95.1％");
    assert_prints(report, "${share} ${points} ${sum}", "95.1% 95.1% 96.051");
    report_free(report);
}

static void an_empty_figure_leaves_a_mark(void **state) {
    (void)state;
    struct report *report = new_report();
    assert_prints(report, "预算${budget}", "预算【未填：年初预算】");
    assert_prints(report, "${rate}${budget.change}", "【未填：执行率】【未填：年初预算】");
    set(report, "budget", "5");
    assert_prints(report, "${budget.change}${budget.prior}",
                  "【未填：年初预算上年数】【未填：年初预算上年数】");
    set(report, "budget", "1,23");
    assert_prints(report, "${budget}", "【未填：年初预算】");
    report_free(report);
}

static void only_figures_of_the_template_are_tokens(void **state) {
    (void)state;
    struct report *report = new_report();
    set(report, "budget", "5");
    assert_prints(report, "$${budget}和${unit}和${budget", "${budget}和${unit}和${budget");
    assert_prints(report, "${budget.next}${Budget}${}$", "${budget.next}${Budget}${}$");
    assert_prints(report, "$${${budget}$$${budget}", "${5万元$${budget}");
    assert_prints(report, "", "");
    report_free(report);
}

static void what_is_not_relevant_prints_nothing(void **state) {
    (void)state;
    struct report *report = new_report();
    set(report, "head", "张三\t李四");
    assert_prints(report, "由${head}负责", "由张三 李四负责"); /* not known: relevant */
    set(report, "level", "1");
    assert_prints(report, "由${head}负责", "由负责");
    set(report, "level", "2");
    assert_prints(report, "由${head}负责", "由张三 李四负责");
    report_free(report);
}

static void conditions_of_sections_are_evaluated(void **state) {
    (void)state;
    struct report *report = new_report();
    const struct section *big = report_find_section(report, SPAN("big"));
    assert_true(section_is_relevant(report, big));
    assert_false(section_is_required(report, big));
    set(report, "budget", "1000.01");
    assert_true(section_is_required(report, big));
    set(report, "budget", "1000");
    assert_false(section_is_required(report, big));
    set(report, "level", "1");
    assert_false(section_is_relevant(report, big));
    assert_int_equal(report_progress(report).all, 1);
    set(report, "level", "2");
    assert_true(section_is_relevant(report, big));
    report_free(report);
}

static void last_years_calculated_value_comes_from_last_years(void **state) {
    (void)state;
    struct report *report = new_report();
    set(report, "budget", "100");
    set(report, "executed", "90");
    set(report, "budget.prior", "200");
    set(report, "executed.prior", "100");
    assert_prints(report, "${rate}，上年${rate.prior}，${rate.direction}${rate.change}",
                  "90.00%，上年50.00%，增长40个百分点");
    set(report, "rate.prior", "60%");
    assert_prints(report, "${rate.prior}", "60.00%");
    report_free(report);
}

/* A rate moves by points, whether it is kept as a share or as the number before its %. */
static void a_rate_changes_by_percentage_points(void **state) {
    (void)state;
    struct report *report = new_report();
    const struct template_figure *points = figure_find(report->template, SPAN("points"));
    struct str trend = STR_INIT;
    set(report, "points", "32.05%");
    assert_prints(report, "${points.change}", "【未填：得分率上年数】");
    set(report, "points.prior", "32.27%");
    assert_prints(report, "${points.direction}${points.change}", "下降0.22个百分点");
    set(report, "share", "5%");
    set(report, "share.prior", "0%");
    assert_prints(report, "${share.direction}${share.change}", "增长5个百分点");
    struct figures *figures = figures_new(report);
    assert_true(figures_add_trend(figures, &trend, points, true));
    assert_string_equal(trend.s, "降0.22个百分点");
    str_release(&trend);
    figures_free(figures);
    set(report, "executed", "90.004");
    set(report, "budget", "100");
    set(report, "rate.prior", "90%");
    assert_prints(report, "${rate}${rate.direction}${rate.change}", "90.00%持平0个百分点");
    report_free(report);
}

/* Of a calculation's operands: the year, the names, an answer, a section's text. */
static void a_calculation_knows_more_than_figures(void **state) {
    (void)state;
    static const char more[] =
        "form_id: more\ntitle: 报告\n"
        "questions:\n  - {name: level, label: 级别, type: integer}\n"
        "sections:\n  - {name: money, label: 收支情况}\n"
        "figures:\n"
        "  - {name: after, label: 年数, type: integer, calculate: '${year} - 2020', prior: true}\n"
        "  - {name: named, label: 名称, type: text, calculate: '${unit}', prior: true}\n"
        "  - {name: short, label: 简称, type: text, calculate: '${short_name}'}\n"
        "  - {name: twice, label: 级别数, type: integer, calculate: '${level} * 2'}\n"
        "  - {name: said, label: 原文, type: text, calculate: '${money}', prior: true}\n";
    struct report *report = report_new_from_template(
        support_template(more), SPAN("梧桐里街道办事处"), SPAN("梧桐里街道"), 2022);
    set(report, "level", "3");
    assert_prints(report, "${after}、${after.prior}", "2、1");
    assert_prints(report, "${named}、${short}", "梧桐里街道办事处、梧桐里街道");
    assert_prints(report, "${twice}", "6");
    set(report, "level", "三级"); /* imported, say: no number */
    struct figures *figures = figures_new(report);
    assert_int_equal(
        figures_value(figures, figure_find(report->template, SPAN("twice")), false)->kind,
        VALUE_EMPTY);
    assert_int_equal(
        figures_value(figures, figure_find(report->template, SPAN("said")), false)->kind,
        VALUE_EMPTY);
    figures_free(figures);
    support_type(report, "money", "收入8596万元。");
    assert_prints(report, "${said}", "收入8596万元。");
    report_free(report);
}

static void what_is_typed_is_checked(void **state) {
    (void)state;
    struct report *report = new_report();
    static const struct {
        const char *figure, *good[4], *wrong[4];
    } cases[] = {
        {"budget", {"8596.5", "0.8亿元", "8596万元", "-3"}, {"1e5", "3人", "5%", "约3"}},
        {"staff", {"12", "１２", "1,200人", ""}, {"12.5", "十二", "3户", "1,20"}},
        {"share", {"95.1", "95.1%", "９５％", "0"}, {"95.1%%", "3元", "a", "0x10"}},
        {"day",
         {"2024-02-29", "2022年3月5日", "2022/1/1", " 2022-01-01 "},
         {"2023-02-29", "2022-13-01", "2022年3月", "3月5日"}},
        {"grade", {"good", "良", "优", "best"}, {"差", "goo", "良好", "1"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct template_figure *figure =
            figure_find(report->template, span_of(cases[i].figure));
        for (size_t k = 0; k < 4; k++) {
            struct value value;
            struct err err = {0};
            if (figure_read(&value, figure, span_of(cases[i].good[k]), &err) != RC_OK)
                fail_msg("%s", err.text);
            value_release(&value);
            if (figure_read(&value, figure, span_of(cases[i].wrong[k]), &err) != RC_REFUSED)
                fail_msg("%s takes %s", cases[i].figure, cases[i].wrong[k]);
            assert_int_equal(value.kind, VALUE_EMPTY);
            assert_int_equal(err.rc, RC_REFUSED);
            assert_true(span_starts_with(span_of(err.text), span_of(figure->label)));
        }
    }
    report_free(report);
}

static void a_long_chain_of_calculations_is_settled(void **state) {
    (void)state;
    enum { LINKS = 1500 };
    struct str text = STR_INIT;
    str_add_text(&text, "form_id: chain\ntitle: t\nsections:\n  - {name: s, label: s}\nfigures:\n");
    for (int i = 0; i < LINKS; i++)
        str_add_format(&text,
                       "  - {name: f%d, label: l, type: integer, calculate: '${f%d} + ${f%d}'}\n",
                       i, i + 1, i + 1 < LINKS ? i + 2 : i + 1);
    str_add_format(&text, "  - {name: f%d, label: l, type: integer}\n", LINKS);
    struct report *report =
        report_new_from_template(support_template(text.s), SPAN("u"), SPAN(""), 2022);
    struct str name = STR_INIT;
    str_add_format(&name, "f%d", LINKS);
    set(report, name.s, "0");
    assert_prints(report, "${f0}", "0");
    set(report, name.s, "1"); /* Fibonacci numbers, still within bounds */
    struct figures *figures = figures_new(report);
    const struct value *value =
        figures_value(figures, figure_find(report->template, SPAN("f0")), false);
    assert_int_equal(value->kind, VALUE_NUMBER);
    figures_free(figures);
    str_release(&name);
    str_release(&text);
    report_free(report);
}

static void next_years_report_begins_with_last_years_figures(void **state) {
    (void)state;
    struct report *report = new_report();
    set(report, "budget", "1,000.50");
    set(report, "budget.prior", "900");
    set(report, "executed", "500.25");
    set(report, "staff", "38");
    set(report, "share", "5%");
    struct report *next = report_carry_on(report, NULL, SPAN(""), SPAN(""), 2023);
    assert_null(report_value(next, SPAN("budget")));
    assert_string_equal(report_value(next, SPAN("budget.prior")), "1,000.50");
    assert_string_equal(report_value(next, SPAN("rate.prior")), "50%");
    assert_null(report_value(next, SPAN("rate")));
    assert_string_equal(report_value(next, SPAN("staff")), "38");
    assert_null(report_value(next, SPAN("staff.prior")));
    assert_null(report_value(next, SPAN("share")));
    report_free(next);
    struct template *other = support_template("form_id: figures\n"
                                              "title: t\n"
                                              "sections:\n"
                                              "  - {name: money, label: 收支}\n"
                                              "figures:\n"
                                              "  - {name: budget, label: 预算, type: money,"
                                              " unit: 元, prior: true}\n"
                                              "  - {name: staff, label: 人数, type: integer,"
                                              " unit: 户, prior: true}\n");
    next = report_carry_on(report, other, SPAN(""), SPAN(""), 2023);
    assert_string_equal(report_value(next, SPAN("budget.prior")), "1000.5万元");
    assert_prints(next, "${budget.prior}", "10005000元");
    assert_null(report_value(next, SPAN("staff.prior"))); /* people are no households */
    report_free(next);
    report_free(report);
}

static void sections_know_the_figures_they_use(void **state) {
    (void)state;
    struct report *report = new_report();
    support_type(report, "money", "预算情况如下：\n执行率${rate}，$${budget}。");
    const struct section *money = report_find_section(report, SPAN("money"));
    assert_true(section_uses_figure(report, money, figure_find(report->template, SPAN("rate"))));
    assert_false(section_uses_figure(report, money, figure_find(report->template, SPAN("budget"))));
    report_free(report);
}

static void names_of_values_are_found(void **state) {
    (void)state;
    struct report *report = new_report();
    bool prior = true;
    assert_non_null(figure_find_value(report->template, SPAN("budget"), &prior));
    assert_false(prior);
    assert_non_null(figure_find_value(report->template, SPAN("budget.prior"), &prior));
    assert_true(prior);
    assert_null(figure_find_value(report->template, SPAN("budget.next"), &prior));
    assert_null(figure_find_value(report->template, SPAN(".prior"), &prior));
    assert_null(figure_find_value(NULL, SPAN("budget"), &prior));
    report_free(report);
}

static void assert_method(const char *calculate, const char *read) {
    struct str source = STR_INIT, got = STR_INIT;
    str_add_format(&source,
                   "form_id: f\ntitle: 报告\nsections:\n  - {name: s, label: 节}\nfigures:\n"
                   "  - {name: a, label: 甲, type: decimal, prior: true}\n"
                   "  - {name: b, label: 乙, type: decimal}\n"
                   "  - {name: c, label: 丙, type: decimal, calculate: \"%s\"}\n",
                   calculate);
    struct template *template = support_template(source.s);
    const struct template_figure *figure = figure_find(template, SPAN("c"));
    figure_add_method(&got, template, &figure->calculate, figure->label);
    assert_string_equal(got.s, read);
    template_free(template);
    str_release(&source);
    str_release(&got);
}

static void how_a_figure_is_calculated_is_said_in_labels(void **state) {
    (void)state;
    assert_method("${a} + coalesce(${b}, 0)", "甲 + 乙");
    assert_method("round(${a} / ${b} * 100, 2)", "甲 ÷ 乙 × 100");
    assert_method("(${a} - ${b}) * 10000", "（甲 - 乙） × 10000");
    assert_method("${a} - (${b} - 1)", "甲 - （乙 - 1）");
    assert_method("sum(${a}, ${b}) * 2", "（甲 + 乙） × 2");
    assert_method("(${a} - ${a.prior}) / ${a.prior}", "（甲 - 上年的甲） ÷ 上年的甲");
    assert_method("if(${a} >= ${b}, max(${a}, ${b}), -${b})",
                  "如果甲 ≥ 乙，是最大的（甲、乙），否则是-乙");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_a_figure_is_calculated_is_said_in_labels),
        cmocka_unit_test(a_value_prints_with_its_unit_and_decimals),
        cmocka_unit_test(of_a_year_that_had_nothing_there_is_no_percentage),
        cmocka_unit_test(a_percent_without_a_unit_is_a_share),
        cmocka_unit_test(an_empty_figure_leaves_a_mark),
        cmocka_unit_test(only_figures_of_the_template_are_tokens),
        cmocka_unit_test(what_is_not_relevant_prints_nothing),
        cmocka_unit_test(conditions_of_sections_are_evaluated),
        cmocka_unit_test(last_years_calculated_value_comes_from_last_years),
        cmocka_unit_test(a_rate_changes_by_percentage_points),
        cmocka_unit_test(a_calculation_knows_more_than_figures),
        cmocka_unit_test(what_is_typed_is_checked),
        cmocka_unit_test(a_long_chain_of_calculations_is_settled),
        cmocka_unit_test(next_years_report_begins_with_last_years_figures),
        cmocka_unit_test(sections_know_the_figures_they_use),
        cmocka_unit_test(names_of_values_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
