#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/check.h"
#include "model/section.h"
#include "tests/support/check_support.h"
#include "tests/support/model_support.h"

static struct report *make(void) {
    struct report *report = report_new();
    for (size_t i = 0; i < 3; i++) {
        struct section *section = report_add_section(report, report->root, i);
        section_set_text(&section->heading, i == 0 ? SPAN("甲") : i == 1 ? SPAN("乙") : SPAN("丙"));
    }
    return report;
}

static void derived_labels_are_no_finding(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    body_add_line(&report->root->children[0]->body, SPAN("一条"), LINE_ITEM, NULL);
    section_set_text(&report->root->children[1]->label, SPAN("二、")); /* as its place asks */
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 0);
    findings_release(&findings);
    report_free(report);
}

static void a_slip_in_a_heading_is_found(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    section_set_text(&report->root->children[1]->label, SPAN("三、"));
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 1);
    const struct finding *f = &findings.items[0];
    assert_string_equal(f->rule, "label");
    assert_string_equal(f->path, "2");
    assert_string_equal(f->quote, "三、乙");
    assert_int_equal(f->offset, 0);
    assert_int_equal(f->length, 0);
    assert_string_equal(f->message, "序号是“三、”，按位置应为“二、”；可用“重新编号”改正");
    findings_release(&findings);
    report_free(report);
}

static void a_slip_in_an_item_is_found_where_it_stands(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    struct body *body = &report->root->children[0]->body;
    body_add_line(body, SPAN("引子"), LINE_PARAGRAPH, NULL);
    body_add_line(body, SPAN("第一条"), LINE_ITEM, "1.");
    body_add_line(body, SPAN("第二条"), LINE_ITEM, "3.");
    body_add_line(body, SPAN("第三条"), LINE_ITEM, NULL);
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 1);
    const struct finding *f = &findings.items[0];
    assert_string_equal(f->path, "1");
    assert_int_equal(f->offset, 7);
    assert_int_equal(f->length, 3);
    assert_string_equal(f->message, "这一条的序号是“3.”，按位置应为“2.”");
    findings_release(&findings);
    report_free(report);
}

/* 一、三、四、 has one slip; so has 1. 3. 4. */
static void labels_that_go_on_behind_a_slip_are_not_told_again(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    section_set_text(&report->root->children[1]->label, SPAN("三、"));
    section_set_text(&report->root->children[2]->label, SPAN("四、"));
    struct body *body = &report->root->children[0]->body;
    body_add_line(body, SPAN("第一条"), LINE_ITEM, "1.");
    body_add_line(body, SPAN("第二条"), LINE_ITEM, "3.");
    body_add_line(body, SPAN("第三条"), LINE_ITEM, "4.");
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[0].path, "1");
    assert_string_equal(findings.items[1].quote, "三、乙");
    findings_release(&findings);
    report_free(report);
}

static void headings_of_one_list_end_alike(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    section_set_text(&report->root->children[0]->heading, SPAN("甲。"));
    section_set_text(&report->root->children[1]->heading, SPAN("乙。"));
    section_set_text(&report->root->children[2]->heading, SPAN("丙。"));
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 0);
    section_set_text(&report->root->children[1]->heading, SPAN("乙"));
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].rule, "end-mark");
    assert_int_equal(findings.items[0].severity, SEVERITY_HINT);
    assert_string_equal(findings.items[0].quote, "二、乙");
    findings_release(&findings);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(derived_labels_are_no_finding),
        cmocka_unit_test(a_slip_in_a_heading_is_found),
        cmocka_unit_test(a_slip_in_an_item_is_found_where_it_stands),
        cmocka_unit_test(labels_that_go_on_behind_a_slip_are_not_told_again),
        cmocka_unit_test(headings_of_one_list_end_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
