/* The score sheets that are data: the built-in one, its variants, two counties' own. Totals are
 * computed by hand from the same values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/figure/score_text.h"
#include "model/report_values.h"
#include "model/section.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <string.h>

static void assert_line(const struct score_sheet *sheet, const char *name, const char *score) {
    struct str got = STR_INIT;
    const struct score_line *line = support_score_line(sheet, name);
    assert_non_null(line);
    score_add_number(&got, line->score);
    if (strcmp(got.s, score) != 0)
        fail_msg("%s: %s, not %s", name, got.s, score);
    str_release(&got);
}

/* lines: name, score, …, NULL. */
static void assert_sheet(const struct report *report, const char *const *lines, const char *total,
                         const char *grade) {
    struct figures *figures = figures_new(report);
    struct score_sheet *sheet = score_sheet_new(figures);
    struct str got = STR_INIT;
    for (size_t i = 0; lines[i] != NULL; i += 2)
        assert_line(sheet, lines[i], lines[i + 1]);
    assert_int_equal(sheet->open, 0);
    score_add_number(&got, sheet->total);
    assert_string_equal(got.s, total);
    assert_string_equal(sheet->grade->name, grade);
    str_release(&got);
    score_sheet_free(sheet);
    figures_free(figures);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* execution 1698.32 ÷ 1756.95 = 96.66%; tasks 95%, acceptance 98%, on time 88.5%. */
static void hunan_standard_has_execution_10_outputs_50_benefits_30_satisfaction_10(void **state) {
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    assert_sheet(report,
                 LINES("execution", "9.67", "key_tasks", "7.6", "acceptance", "7.84", "on_time",
                       "8.85", "cost", "10", "output", "48.29", "benefit", "29", "satisfied_people",
                       "10"),
                 "96.96", "优");
    assert_string_equal(report->template->indicators[0]->weight, "10");
    assert_string_equal(report->template->indicators[1]->weight, "50");
    assert_string_equal(report->template->indicators[2]->weight, "30");
    assert_string_equal(report->template->indicators[3]->weight, "10");
    report_free(report);
}

static void hunan_standard_has_ten_parts_and_two_attachments(void **state) {
    (void)state;
    static const char *const lines[] = {"一、部门、单位基本情况",
                                        "二、一般公共预算支出情况",
                                        "三、政府性基金预算支出情况",
                                        "四、国有资本经营预算支出情况",
                                        "五、社会保险基金预算支出情况",
                                        "六、部门整体支出绩效情况",
                                        "七、存在的问题及原因分析",
                                        "八、下一步改进措施",
                                        "九、部门整体支出绩效自评结果拟应用和公开情况",
                                        "十、其他需要说明的情况",
                                        "附件1　部门整体支出绩效评价基础数据表",
                                        "附件2　2022年度部门整体支出绩效自评表"};
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    assert_int_equal(report->root->count, sizeof lines / sizeof *lines);
    for (size_t i = 0; i < report->root->count; i++) {
        struct str line = STR_INIT;
        section_add_heading_line(&line, report->root->children[i]);
        assert_string_equal(line.s, lines[i]);
        str_release(&line);
    }
    report_free(report);
}

/* Everything before the indicators but the form_id. */
static struct span head_of(const struct str *text) {
    struct span whole = str_span(text);
    size_t from = span_find(whole, SPAN("version:")), to = span_find(whole, SPAN("\nindicators:"));
    assert_true(from < to && to != SIZE_MAX);
    return span_sub(whole, from, to);
}

static void variants_differ_from_it_in_form_id_and_indicators_alone(void **state) {
    (void)state;
    static const char *const paths[] = {"docs/examples/hunan-standard-20.yaml",
                                        "docs/examples/hunan-standard-cost.yaml"};
    struct str standard = STR_INIT;
    str_add(&standard, template_builtin_text(SPAN("hunan-standard")));
    for (size_t i = 0; i < 2; i++) {
        struct str variant = STR_INIT;
        support_read_file(&variant, paths[i]);
        assert_true(span_equal(head_of(&variant), head_of(&standard)));
        str_release(&variant);
    }
    str_release(&standard);
}

static void execution_may_count_20(void **state) {
    (void)state;
    struct str yaml = STR_INIT;
    support_read_file(&yaml, "docs/examples/hunan-standard-20.yaml");
    struct report *report = support_hunan_report(str_span(&yaml));
    /* 20 × 0.9666 = 19.332; 7 × 0.95; 5; 7 × 0.98; the typed 7 stands as typed; 8 × 0.885; 4; 4 */
    report_set_value(report, SPAN("compliance.score"), SPAN("5"));
    assert_sheet(report,
                 LINES("execution", "19.33", "key_tasks", "6.65", "acceptance", "6.86", "on_time",
                       "7.08", "output", "38.59"),
                 "96.92", "优");
    report_free(report);
    str_release(&yaml);
}

static void costs_may_be_a_group_of_their_own(void **state) {
    (void)state;
    struct str yaml = STR_INIT;
    support_read_file(&yaml, "docs/examples/hunan-standard-cost.yaml");
    struct report *report = support_hunan_report(str_span(&yaml));
    report_set_value(report, SPAN("economic.score"), SPAN("4.5"));
    report_set_value(report, SPAN("social.score"), SPAN("6.5"));
    report_set_value(report, SPAN("ecological.score"), SPAN("4"));
    report_set_value(report, SPAN("lasting.score"), SPAN("4"));
    assert_sheet(report, LINES("cost", "20", "output", "38.29", "benefit", "19"), "96.96", "优");
    report_set_value(report, SPAN("staff"), SPAN("55")); /* 105.77%: five whole points over */
    report_set_value(report, SPAN("public_funds"), SPAN("150"));
    assert_sheet(report, LINES("staff_control", "3.5", "public_control", "5", "cost", "16.5"),
                 "93.46", "优");
    report_free(report);
    str_release(&yaml);
}

static struct report *county(const char *path, const char *const *values) {
    struct str yaml = STR_INIT;
    support_read_file(&yaml, path);
    struct report *report = support_report_with(str_span(&yaml), values);
    str_release(&yaml);
    return report;
}

/* execution 1726 ÷ 2000 = 86.3% of 20; 6 of 8 estates; 12000 ÷ 12800 of 10; satisfaction 81.5%:
 * 8.5 points short, two steps of five begun. */
static void a_county_counts_execution_20(void **state) {
    (void)state;
    struct report *report =
        county("tests/data/county-execution-20.yaml",
               LINES("budget_total", "2000", "executed", "1726", "repaired.actual", "6个",
                     "unit_cost.actual", "12800元", "on_time.actual", "12月底前", "society.score",
                     "17", "lasting.score", "11.5", "people.actual", "81.5%"));
    assert_sheet(report,
                 LINES("execution", "17.26", "repaired", "15", "unit_cost", "9.38", "on_time", "10",
                       "output", "34.38", "effect", "28.5", "people", "8", "goals", "70.88"),
                 "88.14", "良");
    report_set_value(report, SPAN("repaired.actual"), SPAN("8"));
    report_set_value(report, SPAN("people.actual"), SPAN("95"));
    report_set_value(report, SPAN("executed"), SPAN("1500")); /* 75%: 15; not above 89.99 */
    assert_sheet(report, LINES("execution", "15", "people", "10"), "89.99", "良");
    report_set_value(report, SPAN("executed"), SPAN("1000")); /* 50%: 10; not above 79.99 */
    assert_sheet(report, LINES("execution", "10"), "79.99", "中");
    report_free(report);
}

/* staff 50 ÷ 46 = 108.70%: eight whole points over, 4 off; 44.29 of 43 = +3%: 2.4 off; completion
 * 920 ÷ 1000 = 92%: one whole step of five short, 2 off; control 50 ÷ 900 = 5.56%: second step;
 * area 105%: one step over; investment 104%: the second step, 60% of 5. */
static void an_older_county_has_four_groups(void **state) {
    (void)state;
    struct report *report = county(
        "tests/data/county-four-groups.yaml",
        LINES("posts", "46", "staff", "50", "sangong", "44.29", "sangong.prior", "43", "carried",
              "50", "initial", "900", "added", "50", "left", "80", "area_approved", "1000",
              "area_actual", "1050", "investment.actual", "104%", "management.score", "24",
              "assets.score", "15", "output.score", "16", "effect.score", "9"));
    assert_sheet(report,
                 LINES("staff_rate", "1", "sangong_change", "5.6", "input", "6.6", "completion",
                       "3", "control", "4", "area", "3", "investment", "3", "execution", "13",
                       "process", "52"),
                 "83.6", "良");
    report_set_value(report, SPAN("added"), SPAN("300")); /* 33.33%: the last step, nothing */
    report_set_value(report, SPAN("left"), SPAN("0"));    /* 100% */
    report_set_value(report, SPAN("investment.actual"), SPAN("70"));
    report_set_value(report, SPAN("sangong"), SPAN("40"));
    assert_sheet(report,
                 LINES("control", "0", "completion", "5", "investment", "0", "sangong_change", "8"),
                 "81", "良");
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hunan_standard_has_execution_10_outputs_50_benefits_30_satisfaction_10),
        cmocka_unit_test(hunan_standard_has_ten_parts_and_two_attachments),
        cmocka_unit_test(variants_differ_from_it_in_form_id_and_indicators_alone),
        cmocka_unit_test(execution_may_count_20),
        cmocka_unit_test(costs_may_be_a_group_of_their_own),
        cmocka_unit_test(a_county_counts_execution_20),
        cmocka_unit_test(an_older_county_has_four_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
