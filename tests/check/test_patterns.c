#include "check/patterns.h"
#include "model/section.h"
#include "tests/support/check_support.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char yaml[] =
    "form_id: office\ntitle: 报告\n"
    "questions:\n  - {name: level, label: 级别, type: integer}\n"
    "sections:\n  - {name: work, label: 工作情况}\n  - {name: other, label: 其他事项}\n"
    "rules:\n"
    "  - {name: leader, pattern: '(?:书记|主任)[：:]?\\p{Han}{2,3}同志', severity: warning,"
    " constraint_message: 不写领导姓名, source: 本局公文规定第五条}\n"
    "  - {name: slogan, label: 口号, pattern: 再上新台阶, severity: hint}\n"
    "  - {name: spaces, pattern: '[ ]*', severity: hint, constraint_message: 空格}\n"
    "  - {name: title, pattern: 概述, constraint_message: 标题不用“概述”}\n"
    "  - {name: deep, pattern: '(?:\\p{Han}+)+。。', relevant: '${level} > 1'}\n";

static struct findings run(const char *text, const char *level) {
    struct report *report =
        support_report_with(span_of(yaml), (const char *const[]){"level", level, NULL});
    struct findings findings = {0};
    support_type(report, "work", text);
    check_patterns(&findings, report, NULL);
    report_free(report);
    return findings;
}

static void every_place_is_a_finding_with_the_rules_words(void **state) {
    (void)state;
    struct findings findings = run("主任李明同志到会。\n工作再上新台阶，服务再上新台阶。", "1");
    struct str got = STR_INIT;
    support_add_findings(&got, &findings);
    assert_string_equal(got.s, "warning leader; hint slogan; hint slogan");
    const struct finding *first = &findings.items[0];
    assert_string_equal(first->message, "不写领导姓名");
    assert_string_equal(first->source, "本局公文规定第五条");
    assert_int_equal(first->offset, 0);
    assert_int_equal(first->length, 6);
    assert_string_equal(findings.items[2].message, "“再上新台阶”不合规则“口号”");
    assert_int_equal(findings.items[2].offset, 20);
    str_release(&got);
    findings_release(&findings);
}

static void a_rule_that_is_not_relevant_says_nothing(void **state) {
    (void)state;
    struct findings findings = run("甲乙丙。。", "1");
    assert_int_equal(findings.count, 0);
    findings_release(&findings);
    findings = run("甲乙丙。。", "2");
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].severity, SEVERITY_ERROR);
    findings_release(&findings);
}

static void a_pattern_that_gives_up_says_so(void **state) {
    (void)state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("甲"), 60);
    str_add_text(&text, "。乙。");
    struct findings findings = run(text.s, "2");
    struct str got = STR_INIT;
    support_add_findings(&got, &findings);
    assert_string_equal(got.s, "warning pattern");
    str_release(&got);
    str_release(&text);
    findings_release(&findings);
}

/* A pattern that matches nothing everywhere stands still nowhere. */
static void empty_matches_are_no_findings(void **state) {
    (void)state;
    struct findings findings = run("党建 🙂  工作", "1");
    struct str got = STR_INIT;
    support_add_findings(&got, &findings);
    assert_string_equal(got.s, "hint spaces; hint spaces");
    assert_int_equal(findings.items[1].offset, 4);
    assert_int_equal(findings.items[1].length, 2);
    str_release(&got);
    findings_release(&findings);
}

static void a_heading_is_looked_at_too_and_one_section_alone(void **state) {
    (void)state;
    struct report *report =
        support_report_with(span_of(yaml), (const char *const[]){"level", "1", NULL});
    struct section *work = report_find_section(report, SPAN("work"));
    struct findings findings = {0};
    section_set_text(&work->heading, SPAN("工作概述"));
    support_type(report, "other", "再上新台阶");
    check_patterns(&findings, report, work);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].message, "标题不用“概述”");
    assert_int_equal(findings.items[0].length, 0);
    findings_release(&findings);
    report_free(report);
}

static void places_have_a_ceiling(void **state) {
    (void)state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("再上新台阶"), 5000);
    struct findings findings = run(text.s, "1");
    assert_int_equal(findings.count, 50);
    str_release(&text);
    findings_release(&findings);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_place_is_a_finding_with_the_rules_words),
        cmocka_unit_test(a_rule_that_is_not_relevant_says_nothing),
        cmocka_unit_test(a_pattern_that_gives_up_says_so),
        cmocka_unit_test(places_have_a_ceiling),
        cmocka_unit_test(empty_matches_are_no_findings),
        cmocka_unit_test(a_heading_is_looked_at_too_and_one_section_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
