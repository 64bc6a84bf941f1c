/* Cures: what they change, that both wordings are shown, and that no digit is touched
 * but those of a year that was left standing. */
#include "check/check.h"
#include "model/change_apply.h"
#include "model/finding_fix.h"
#include "model/section.h"
#include "tests/support/check_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct section *only_section(const struct report *report) {
    return report_next_section(report, NULL);
}

static void apply(struct report *report, const struct finding *finding, size_t fix) {
    struct change_set set;
    struct err err = {0};
    change_set_init(&set, ACT_FIX);
    change_add_fix(&set, report, finding, fix);
    assert_int_equal(change_set_apply(report, &set, &err), RC_OK);
    assert_true(report_is_sane(report));
    change_set_release(&set);
}

static void assert_wordings(const struct report *report, const struct finding *finding, size_t fix,
                            const char *old, const char *new) {
    struct str before = STR_INIT, after = STR_INIT;
    finding_add_wordings(&before, &after, report, finding, fix);
    assert_string_equal(before.s, old);
    assert_string_equal(after.s, new);
    str_release(&before);
    str_release(&after);
}

static void assert_body(const struct report *report, const char *text) {
    struct str body = STR_INIT;
    body_add_text(&body, &only_section(report)->body);
    assert_string_equal(body.s, text);
    str_release(&body);
}

static const struct finding *find_rule(const struct findings *findings, const char *rule) {
    for (size_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].rule, rule) == 0)
            return &findings->items[i];
    fail_msg("no finding of rule %s", rule);
    return NULL;
}

static void a_hint_that_stands_for_many_cures_each(void **state) {
    (void)state;
    struct report *report =
        support_report_of("开展指导,督促整改2件,受理3件。\n做到应保尽保,不漏一户。");
    struct findings findings = {0};
    support_check_report(&findings, report);
    const struct finding *finding = find_rule(&findings, "half-width");
    assert_int_equal(finding->fix_count, 3);
    assert_wordings(report, finding, 1, "导,督促整改2件,受理3件。", "导,督促整改2件，受理3件。");
    for (size_t i = 3; i-- > 0;)
        apply(report, finding, i);
    assert_body(report, "开展指导，督促整改2件，受理3件。\n做到应保尽保，不漏一户。");
    findings_release(&findings);
    report_free(report);
}

static void a_year_that_was_left_standing_becomes_the_reports(void **state) {
    (void)state;
    struct report *report = support_report_of("现将２０２２年度部门整体支出绩效评价情况报告如下。"
                                              "\n2022年，走访2022户。");
    struct findings findings = {0};
    report->year = 2023;
    support_check_report(&findings, report);
    const struct finding *finding = find_rule(&findings, "old-year");
    assert_int_equal(finding->fix_count, 1);
    assert_wordings(report, finding, 0, "2022年，走访2022", "2023年，走访2022");
    apply(report, finding, 0);
    apply(report, find_rule(&findings, "year"), 0); /* as wide as it was */
    assert_body(report, "现将２０２３年度部门整体支出绩效评价情况报告如下。\n2023年，走访2022户。");
    findings_release(&findings);
    report_free(report);
}

static void brackets_of_a_document_number_keep_its_digits(void **state) {
    (void)state;
    struct report *report = support_report_of("依据湘财绩[2018]3号文件执行。");
    struct findings findings = {0};
    support_check_report(&findings, report);
    const struct finding *finding = find_rule(&findings, "doc-number");
    assert_int_equal(finding->fix_count, 1);
    apply(report, finding, 0);
    assert_body(report, "依据湘财绩〔2018〕3号文件执行。");
    findings_release(&findings);
    report_free(report);
}

static void a_mark_that_stands_twice_is_taken_away_once(void **state) {
    (void)state;
    struct report *report = support_report_of("工作完成，，效果良好。");
    struct findings findings = {0};
    support_check_report(&findings, report);
    apply(report, find_rule(&findings, "doubled"), 0);
    assert_body(report, "工作完成，效果良好。");
    findings_clear(&findings);
    struct report *other = support_report_of("工作完成，。");
    support_check_report(&findings, other);
    assert_int_equal(find_rule(&findings, "doubled")->fix_count, 0);
    findings_release(&findings);
    report_free(other);
    report_free(report);
}

static void a_cure_that_touches_a_digit_is_not_taken(void **state) {
    (void)state;
    struct report *report = support_report_of("共1786人，共１２人。");
    struct findings findings = {0};
    const struct section *section = only_section(report);
    struct finding *finding =
        findings_add(&findings, report, section, "sum", SEVERITY_ERROR, 1, 4, "不对");
    finding_add_fix(finding, &section->body, 1, 4, SPAN("1792"));
    finding_add_fix(finding, &section->body, 1, 4, SPAN(""));
    finding_add_fix(finding, &section->body, 1, 4, SPAN("17861"));
    assert_int_equal(finding->fix_count, 0);
    finding_add_fix(finding, &section->body, 8, 2, SPAN("12")); /* the same digits */
    assert_int_equal(finding->fix_count, 1);
    findings_release(&findings);
    report_free(report);
}

static void labels_and_styles_are_cured_without_a_change_of_text(void **state) {
    (void)state;
    struct report *report = support_report_of("");
    struct section *section = report_find_section(report, SPAN("1"));
    struct findings findings = {0};
    body_release(&section->body);
    body_init(&section->body, LINE_ITEM);
    body_add_line(&section->body, SPAN("甲"), LINE_ITEM, NULL);
    body_add_line(&section->body, SPAN("乙"), LINE_ITEM, "5、");
    section->kind = KIND_ITEMS;
    section->item_numbering = NUMBERING_COMMA;
    section_set_text(&section->label, SPAN("三、"));
    support_check_report(&findings, report);
    for (size_t i = 0; i < findings.count; i++) {
        const struct finding *finding = &findings.items[i];
        if (strcmp(finding->rule, "label") == 0 && finding->length == 0)
            assert_wordings(report, finding, 0, "三、", "一、");
        else if (strcmp(finding->rule, "label") == 0)
            assert_wordings(report, finding, 0, "5、", "2.");
        else if (strcmp(finding->rule, "label-style") == 0)
            assert_wordings(report, finding, 0, "1、", "1.");
        else
            continue;
        apply(report, finding, 0);
    }
    assert_null(section->label);
    struct str label = STR_INIT;
    section_add_item_label(&label, section, 1);
    assert_string_equal(label.s, "2.");
    assert_body(report, "甲\n乙");
    str_release(&label);
    findings_clear(&findings);
    support_check_report(&findings, report);
    for (size_t i = 0; i < findings.count; i++)
        assert_null(strstr(findings.items[i].rule, "label"));
    findings_release(&findings);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hint_that_stands_for_many_cures_each),
        cmocka_unit_test(a_year_that_was_left_standing_becomes_the_reports),
        cmocka_unit_test(brackets_of_a_document_number_keep_its_digits),
        cmocka_unit_test(a_mark_that_stands_twice_is_taken_away_once),
        cmocka_unit_test(a_cure_that_touches_a_digit_is_not_taken),
        cmocka_unit_test(labels_and_styles_are_cured_without_a_change_of_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
