/* Tables whose columns the template names, and sections of which there may be several. */
#include "check/columns.h"
#include "model/document.h"
#include "model/figure/column_cells.h"
#include "model/finding.h"
#include "model/report_seed.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char yaml[] =
    "form_id: t\ntitle: 报告\nsections:\n"
    "  - name: projects\n    label: 项目\n    kind: table\n    sum: true\n    source: 第五条\n"
    "    columns:\n      - {name: what, label: 名称}\n"
    "      - {name: money, label: 金额, type: money, unit: 万元}\n"
    "      - {name: done, label: 完成日期, type: date}\n"
    "  - name: plan\n    label: 计划\n    repeat: {min: 2, max: 3}\n";

static struct report *make(const char *rows) {
    struct report *report =
        report_new_from_template(support_template(yaml), SPAN("某单位"), SPAN(""), 2023);
    if (rows != NULL)
        body_set_text(&report_find_section(report, SPAN("projects"))->body, span_of(rows),
                      LINE_ROW);
    return report;
}

static void assert_finds(const struct report *report, const char *want) {
    struct findings findings = {0};
    struct str have = STR_INIT;
    check_columns(&findings, report, NULL);
    check_repetitions(&findings, report, NULL);
    for (size_t i = 0; i < findings.count; i++)
        str_add_format(&have, "%s %zu %zu %s\n", findings.items[i].rule, findings.items[i].offset,
                       findings.items[i].length, findings.items[i].message);
    assert_string_equal(have.s, want);
    support_assert_sane(report);
    str_release(&have);
    findings_release(&findings);
}

static void a_new_report_has_the_heading_row_and_nothing_to_say(void **state) {
    (void)state;
    struct report *report = make(NULL);
    const struct section *table = report_find_section(report, SPAN("projects"));
    assert_string_equal(table->body.lines[0].text.s, "名称\t金额（万元）\t完成日期");
    assert_true(section_is_bare_table(report, table));
    assert_false(section_has_text(report, table));
    assert_finds(report, "");
    report_free(report);
}

static void cells_are_read_by_their_column(void **state) {
    (void)state;
    struct report *report = make("名称\t金额\t完成日期\n道路\t12.5\t2023-05-01\n桥\t约三百\t5月\n"
                                 "井\t120万元\t无\n树\t—\t2023年6月1日\t多了");
    assert_finds(report, "columns 32 3 金额：“约三百”不是数：要写成像12、12.5、1,234.56这样\n"
                         "columns 36 2 完成日期：“5月”不是日期，要写成2022-12-31或2022年12月31日\n"
                         "columns 49 16 这一行有4格，模板规定3列\n");
    report_free(report);
}

static void a_first_row_that_names_no_columns_is_told(void **state) {
    (void)state;
    struct report *report = make("道路\t12.5\t2023-05-01");
    assert_finds(report, "columns 0 18 表格的第一行要是列名：名称、金额、完成日期\n");
    report_free(report);
}

static void assert_sums(const struct report *report, const char *rows, const char *want) {
    struct str sums = STR_INIT;
    const struct template_section *from = template_find_section(report->template, SPAN("projects"));
    columns_add_sums(&sums, from, span_of(rows));
    assert_string_equal(sums.s, want);
    str_release(&sums);
}

static void sums_are_exact_and_in_the_column_s_unit(void **state) {
    (void)state;
    struct report *report = make(NULL);
    assert_sums(report, "名称\t金额\t完成日期\n甲\t0.10\t\n乙\t0.2\t", "合计\t0.30\t");
    assert_sums(report, "名称\t金额（万元）\t完成日期\n甲\t1亿元\t\n乙\t—\t", "合计\t10000\t");
    assert_sums(report, "名称\t金额\t完成日期\n甲\t1,200.50\t\n乙\t300\t", "合计\t1,500.50\t");
    assert_sums(report, "甲\t约三百\t", "合计\t\t");
    assert_sums(report, "名称\t金额\t完成日期", "");
    assert_sums(report, "甲\t1\t\n合 计\t1\t", ""); /* somebody's own stands */
    report_free(report);
}

static void the_sum_is_printed_behind_the_rows(void **state) {
    (void)state;
    struct report *report = make("名称\t金额\t完成日期\n甲\t1.5\t\n乙\t2\t");
    struct document document;
    document_from_report(&document, report, false);
    bool found = false;
    for (size_t i = 0; i < document.count; i++)
        found = found || (document.blocks[i].kind == BLOCK_TABLE &&
                          strstr(document.blocks[i].text, "\n乙\t2\t\n合计\t3.5\t") != NULL);
    assert_true(found);
    document_release(&document);
    report_free(report);
}

static void sections_that_repeat_are_counted(void **state) {
    (void)state;
    struct report *report = make(NULL);
    assert_int_equal(report_count_named(report, SPAN("plan")), 2);
    struct section *plan = report_find_section(report, SPAN("plan"));
    report_place_section(report, plan, NULL, 0);
    assert_finds(report, "repetitions 0 0 “计划”这样的节现有1节，至少要2节：在大纲里添加\n");
    report_place_section(report, report_find_section(report, SPAN("plan")), NULL, 0);
    assert_finds(report, "repetitions 0 0 “计划”这样的节一节也没有了，至少要2节：误删的请撤销，"
                         "或在历史里退回\n");
    for (size_t i = 0; i < 3; i++)
        section_set_text(&report_add_section(report, report->root, 1)->name, SPAN("plan"));
    section_set_text(&report_add_section(report, report->root, 1)->name, SPAN("plan"));
    section_set_text(&report_find_section(report, SPAN("plan"))->heading, SPAN("计划"));
    assert_finds(report, "repetitions 0 0 “计划”这样的节现有4节，最多3节\n");
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_report_has_the_heading_row_and_nothing_to_say),
        cmocka_unit_test(cells_are_read_by_their_column),
        cmocka_unit_test(a_first_row_that_names_no_columns_is_told),
        cmocka_unit_test(sums_are_exact_and_in_the_column_s_unit),
        cmocka_unit_test(the_sum_is_printed_behind_the_rows),
        cmocka_unit_test(sections_that_repeat_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
