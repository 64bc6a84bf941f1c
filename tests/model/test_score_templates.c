/* The score sheets that are data: the built-in one, its variants, two counties' own. Totals are
 * computed by hand from the same values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <string.h>

static void assert_line(const struct score_sheet *sheet, const char *name, const char *score) {
    struct str got = STR_INIT;
    const struct score_line *line = score_sheet_find(sheet, span_of(name));
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
                                        "附件2　部门整体支出绩效自评表"};
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hunan_standard_has_execution_10_outputs_50_benefits_30_satisfaction_10),
        cmocka_unit_test(hunan_standard_has_ten_parts_and_two_attachments),
        cmocka_unit_test(variants_differ_from_it_in_form_id_and_indicators_alone),
        cmocka_unit_test(execution_may_count_20),
        cmocka_unit_test(costs_may_be_a_group_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
