#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "model/finding.h"
#include "model/report_values.h"
#include "model/section.h"
#include "tests/support/model_support.h"

#include <string.h>

static struct finding *add(struct findings *findings, const struct report *report,
                           const char *section, const char *rule, size_t offset, size_t length) {
    return findings_add(findings, report, report_find_section(report, span_of(section)), rule,
                        SEVERITY_WARNING, offset, length, "看一看");
}

static void finding_knows_where_it_stands(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    const struct finding *f = add(&findings, report, "city", "sum", 3, 8);
    assert_string_equal(f->path, "2.1");
    assert_string_equal(f->name, "city");
    assert_string_equal(f->quote, "处置案件420件");
    assert_string_equal(f->message, "看一看");
    assert_int_equal(strlen(f->id), 8);
    assert_int_equal(strspn(f->id, "0123456789abcdef"), 8);
    f = add(&findings, report, "0", "sum", 0, 0);
    assert_string_equal(f->path, "0");
    assert_null(f->name);
    findings_release(&findings);
    report_free(report);
}

static void short_defect_is_quoted_with_four_characters_around_in_its_line(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    support_type(report, "work", "甲乙丙丁戊己庚辛壬癸\n子丑寅卯");
    assert_string_equal(add(&findings, report, "work", "a", 5, 1)->quote, "…乙丙丁戊己庚辛壬癸");
    assert_string_equal(add(&findings, report, "work", "a", 1, 1)->quote, "甲乙丙丁戊己…");
    assert_string_equal(add(&findings, report, "work", "a", 9, 1)->quote, "…己庚辛壬癸");
    assert_string_equal(add(&findings, report, "work", "a", 11, 1)->quote, "子丑寅卯");
    assert_string_equal(add(&findings, report, "work", "a", 0, 8)->quote, "甲乙丙丁戊己庚辛");
    assert_string_equal(add(&findings, report, "work", "a", 8, 4)->quote,
                        "…戊己庚辛壬癸\n子丑寅卯");
    findings_release(&findings);
    report_free(report);
}

static void no_number_is_cut_by_a_quotation(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    support_type(report, "work", "执行率为93.1% ,比上年1,500.5 1620.25万元");
    assert_string_equal(add(&findings, report, "work", "a", 9, 1)->quote, "…93.1% ,比上年…");
    assert_string_equal(add(&findings, report, "work", "a", 21, 1)->quote, "…1,500.5 1620.25…");
    findings_release(&findings);
    report_free(report);
}

/* Nobody reads ${budget}, nor a piece of it. */
static void a_figure_is_quoted_as_it_prints(void **state) {
    (void)state;
    struct findings findings = {0};
    struct report *report = report_new();
    struct section *section = report_add_section(report, report->root, 0);
    report->template = support_template("form_id: a\ntitle: 报告\nsections:\n"
                                        "  - {name: work, label: 情况}\n"
                                        "figures:\n  - name: budget\n    label: 预算\n"
                                        "    type: money\n    unit: 万元\n");
    section_set_text(&section->name, SPAN("work"));
    report_set_value(report, SPAN("budget"), SPAN("8596.35"));
    body_set_text(&section->body, SPAN("安排${budget,}用于$${x}建设，另有${budget}。"),
                  LINE_PARAGRAPH);
    assert_string_equal(add(&findings, report, "work", "a", 2, 10)->quote, "8,596.35万元");
    assert_string_equal(add(&findings, report, "work", "a", 4, 9)->quote, "8,596.35万元用");
    assert_string_equal(add(&findings, report, "work", "a", 12, 1)->quote, "…8,596.35万元用于${…");
    assert_string_equal(add(&findings, report, "work", "a", 23, 1)->quote,
                        "…建设，另有8596.35万元…");
    findings_release(&findings);
    report_free(report);
}

static void finding_on_a_heading_quotes_its_printed_line(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    assert_string_equal(add(&findings, report, "work", "required", 0, 0)->quote,
                        "一、绩效管理工作开展情况");
    assert_string_equal(add(&findings, report, "city", "required", 0, 0)->quote,
                        "（一）城市管理有力度。");
    findings_release(&findings);
    report_free(report);
}

static void finding_on_title_or_sign_off_has_no_section(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    const struct finding *f =
        findings_add_place(&findings, report, "title", "year", SEVERITY_ERROR, "年度不一致");
    assert_int_equal(f->section, -1);
    assert_string_equal(f->path, "title");
    assert_string_equal(f->quote, "2022年度云川市望湖区梧桐里街道办事处部门整体支出绩效评价报告");
    findings_release(&findings);
    report_free(report);
}

static void id_stays_until_the_text_of_the_span_changes(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings before = {0}, after = {0};
    support_type(report, "work", "共三人，共五人");
    add(&before, report, "work", "sum", 1, 2);
    support_type(report, "work", "今年共三人，共五人"); /* moved, and the quote is another */
    add(&after, report, "work", "sum", 3, 2);
    assert_string_equal(before.items[0].id, after.items[0].id);
    report_add_section(report, report->root, 0); /* another path */
    findings_clear(&after);
    assert_string_equal(before.items[0].id, add(&after, report, "work", "sum", 3, 2)->id);
    support_type(report, "work", "今年共四人，共五人");
    findings_clear(&after);
    assert_string_not_equal(before.items[0].id, add(&after, report, "work", "sum", 3, 2)->id);
    findings_release(&before);
    findings_release(&after);
    report_free(report);
}

static void ids_of_rules_sections_and_occurrences_differ(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    support_type(report, "work", "甲，甲，甲");
    support_type(report, "overall", "甲");
    add(&findings, report, "work", "a", 0, 1);
    add(&findings, report, "work", "a", 2, 1);
    add(&findings, report, "work", "a", 4, 1);
    add(&findings, report, "work", "b", 0, 1);
    add(&findings, report, "overall", "a", 0, 1);
    findings_sort(&findings, report);
    for (size_t i = 0; i < findings.count; i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(findings.items[i].id, findings.items[k].id);
    struct findings again = {0};
    add(&again, report, "work", "a", 0, 1);
    add(&again, report, "work", "a", 2, 1);
    findings_sort(&again, report);
    assert_string_equal(again.items[1].id, findings.items[2].id); /* behind a of 0 and b of 0 */
    findings_release(&again);
    findings_release(&findings);
    report_free(report);
}

static void sorting_gives_report_order_and_keeps_equals(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    findings_add_place(&findings, report, "signoff", "s", SEVERITY_HINT, "");
    add(&findings, report, "problems", "p", 0, 1);
    add(&findings, report, "city", "c2", 5, 1);
    add(&findings, report, "city", "c0", 0, 0);
    add(&findings, report, "city", "c1", 5, 1);
    add(&findings, report, "overall", "o", 3, 1);
    add(&findings, report, "0", "f", 0, 0);
    findings_add_place(&findings, report, "title", "t", SEVERITY_HINT, "");
    findings_sort(&findings, report);
    static const char *const order[] = {"t", "f", "o", "c0", "c2", "c1", "p", "s"};
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        assert_string_equal(findings.items[i].rule, order[i]);
    findings_release(&findings);
    findings_sort(&findings, report); /* of none */
    report_free(report);
}

static void an_items_id_is_of_its_numbers_in_any_language(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    static const char *const messages[] = {
        "执行为101.5万元，预算100万元", "executed 101.5, budget 100",
        "执行为101.6万元，预算100万元", "请填写", "please fill in"};
    char ids[5][9];
    for (size_t i = 0; i < 5; i++) {
        (void)snprintf(ids[i], sizeof ids[i], "%s",
                       findings_add_item(&findings, report, "executed", "constraint",
                                         SEVERITY_ERROR, messages[i])
                           ->id);
        findings_clear(&findings);
    }
    assert_string_equal(ids[0], ids[1]);
    assert_string_not_equal(ids[0], ids[2]);
    assert_string_equal(ids[3], ids[4]);
    assert_string_not_equal(ids[2], ids[3]);
    findings_release(&findings);
    report_free(report);
}

static void passed_findings_are_counted_apart(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    add(&findings, report, "work", "a", 0, 1);
    add(&findings, report, "work", "a", 1, 1)->passed_by = span_copy(SPAN("zhang"));
    assert_int_equal(findings_count(&findings, SEVERITY_WARNING), 1);
    assert_int_equal(findings_count(&findings, SEVERITY_ERROR), 0);
    findings_release(&findings);
    report_free(report);
}

static void severities_have_names_marks_and_titles(void **state) {
    (void)state;
    enum severity severity;
    assert_true(severity_find(SPAN("warning"), &severity));
    assert_int_equal(severity, SEVERITY_WARNING);
    assert_string_equal(severity_name(severity), "warning");
    assert_string_equal(severity_mark(SEVERITY_ERROR), "错");
    assert_string_equal(severity_title(SEVERITY_HINT), "提醒");
    assert_false(severity_find(SPAN("fatal"), &severity));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finding_knows_where_it_stands),
        cmocka_unit_test(short_defect_is_quoted_with_four_characters_around_in_its_line),
        cmocka_unit_test(no_number_is_cut_by_a_quotation),
        cmocka_unit_test(a_figure_is_quoted_as_it_prints),
        cmocka_unit_test(finding_on_a_heading_quotes_its_printed_line),
        cmocka_unit_test(finding_on_title_or_sign_off_has_no_section),
        cmocka_unit_test(id_stays_until_the_text_of_the_span_changes),
        cmocka_unit_test(ids_of_rules_sections_and_occurrences_differ),
        cmocka_unit_test(sorting_gives_report_order_and_keeps_equals),
        cmocka_unit_test(an_items_id_is_of_its_numbers_in_any_language),
        cmocka_unit_test(passed_findings_are_counted_apart),
        cmocka_unit_test(severities_have_names_marks_and_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
