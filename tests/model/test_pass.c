/* A pass: what its value says, and which findings it marks. */
#include "model/pass.h"
#include "model/report_values.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_value_says_who_when_and_why_in_one_line(void **state) {
    (void)state;
    struct str text = STR_INIT;
    struct pass pass;
    pass_add_text(&text, SPAN("张\t三"), 1700000000000, SPAN(" 已核\n名册 "));
    assert_true(pass_read(&pass, str_span(&text)));
    assert_true(span_is(pass.by, "张 三"));
    assert_true(span_is(pass.at, "2023-11-14T22:13:20Z"));
    assert_true(span_is(pass.reason, "已核 名册"));
    assert_false(pass_read(&pass, SPAN("张三\t2023-11-14T22:13:20Z\t")));
    assert_false(pass_read(&pass, SPAN("张三")));
    struct span id;
    assert_true(pass_find_id(SPAN("@pass.0123abcd"), &id));
    assert_true(span_is(id, "0123abcd"));
    assert_false(pass_find_id(SPAN("budget.prior"), &id));
    str_release(&text);
}

static void the_finding_of_that_id_is_marked_until_its_text_changes(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct findings findings = {0};
    struct str name = STR_INIT;
    support_type(report, "work", "共三人，共三人");
    const struct section *work = report_find_section(report, SPAN("work"));
    for (size_t offset = 1; offset <= 5; offset += 4)
        findings_add(&findings, report, work, "sum", SEVERITY_ERROR, offset, 2, "不对");
    findings_sort(&findings, report);
    str_add_format(&name, VALUE_PASS "%s", findings.items[1].id);
    report_set_value(report, str_span(&name), SPAN("李四\t2024-01-01T00:00:00Z\t另计"));
    findings_apply_passes(&findings, report);
    assert_null(findings.items[0].passed_by);
    assert_string_equal(findings.items[1].passed_by, "李四");
    assert_string_equal(findings.items[1].passed_reason, "另计");
    assert_int_equal(findings_count_passed(&findings), 1);
    assert_int_equal(findings_count(&findings, SEVERITY_ERROR), 1);
    findings_clear(&findings);
    support_type(report, "work", "共三人，共四人");
    findings_add(&findings, report, work, "sum", SEVERITY_ERROR, 5, 2, "不对");
    findings_apply_passes(&findings, report);
    assert_int_equal(findings_count_passed(&findings), 0);
    findings_release(&findings);
    str_release(&name);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_says_who_when_and_why_in_one_line),
        cmocka_unit_test(the_finding_of_that_id_is_marked_until_its_text_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
