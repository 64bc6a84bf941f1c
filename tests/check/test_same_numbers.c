#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "check/check.h"
#include "check/same_numbers.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/review/review.h"
#include "tests/support/model_support.h"

/* A report of two sections with these texts, carried on. */
static struct report *carry(const char *first, const char *second) {
    struct report *earlier = report_new();
    earlier->year = 2022;
    for (int i = 0; i < 2; i++) {
        struct section *section = report_add_section(earlier, earlier->root, SIZE_MAX);
        section_set_text(&section->heading, i == 0 ? SPAN("工作") : SPAN("问题"));
        body_set_text(&section->body, span_of(i == 0 ? first : second), LINE_PARAGRAPH);
    }
    struct report *report = report_carry_on(earlier, NULL, SPAN("甲"), SPAN(""), 2023);
    report_free(earlier);
    return report;
}

static void each_section_is_told_once_with_its_numbers(void **state) {
    (void)state;
    struct report *report = carry("救助370户、发放280万元、走访14次、调解8件、办理6件、回访5人。",
                                  "社区达标25个。没有数的话，照样要写。");
    struct findings findings = {0};
    check_same_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[0].rule, "same-number");
    assert_int_equal(findings.items[0].severity, SEVERITY_WARNING);
    assert_string_equal(findings.items[0].message, "6个数与去年相同，还没有核对：370户、280万元、"
                                                   "14次、8件、6件等");
    assert_int_equal(findings.items[0].offset, 2);
    assert_int_equal(findings.items[0].length, 4);
    assert_string_equal(findings.items[1].message, "1个数与去年相同，还没有核对：25个");
    findings_release(&findings);

    body_set_text(&report->root->children[0]->body, SPAN("救助371户。"), LINE_PARAGRAPH);
    check_same_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, 1);
    findings_release(&findings);
    check_same_numbers(&findings, report, report->root->children[1]); /* it cannot say */
    assert_int_equal(findings.count, 0);
    support_assert_sane(report);
    report_free(report);
}

static void what_is_confirmed_is_not_told(void **state) {
    (void)state;
    struct report *report = carry("救助370户。", "");
    struct review_copy *copy = review_copy_new(report);
    struct review review;
    struct str name = STR_INIT, value = STR_INIT;
    struct findings findings = {0};
    review_section(&review, copy, report, report->root->children[0]);
    review_add_confirming_number(&name, &value, &review.text, 0);
    report_set_value(report, str_span(&name), str_span(&value));
    check_same_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, 0);
    findings_release(&findings);
    str_release(&name);
    str_release(&value);
    review_release(&review);
    review_copy_free(copy);
    report_free(report);
}

static void a_report_of_its_own_has_none(void **state) {
    (void)state;
    struct report *report = carry("", "");
    struct findings findings = {0};
    body_set_text(&report->root->children[0]->body, SPAN("救助370户。"), LINE_PARAGRAPH);
    check_same_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, 0);
    findings_release(&findings);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_section_is_told_once_with_its_numbers),
        cmocka_unit_test(what_is_confirmed_is_not_told),
        cmocka_unit_test(a_report_of_its_own_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
