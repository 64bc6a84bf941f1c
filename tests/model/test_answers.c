/* Answers where title, sign-off and headings print them. */
#include "check/completeness.h"
#include "exchange/export.h"
#include "model/answer_text.h"
#include "model/answers.h"
#include "model/change_apply.h"
#include "model/finding.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char yaml[] =
    "form_id: t\ntitle: |-\n  ${year}年度${unit}\n  ${project}项目自评报告（${kind}）\n"
    "settings: {signoff: \"${unit}\\n${date}\"}\n"
    "questions:\n"
    "  - {name: project, label: 项目名称}\n"
    "  - {name: date, label: 报告日期, type: date, carry: never}\n"
    "  - {name: kind, label: 类别, type: select_one, default: once,"
    " choices: [{name: once, label: 一次性}, {name: yearly, label: 延续}]}\n"
    "sections: [{name: a, label: \"${project}的情况\"}]\n";

static struct report *make(void) {
    return report_new_from_template(support_template(yaml), SPAN("某单位"), SPAN(""), 2023);
}

static const struct template_question *question(const struct report *report, const char *name) {
    return template_find(report->template, TEMPLATE_QUESTION, span_of(name));
}

static void answer(struct report *report, const char *name, const char *text) {
    struct change_set set;
    change_set_init(&set, ACT_SET);
    change_add_answer(&set, report, question(report, name), text);
    assert_int_equal(change_set_apply(report, &set, NULL), RC_OK);
    change_set_release(&set);
    support_assert_sane(report);
}

static void assert_prints(const struct report *report, const char *want) {
    struct str out = STR_INIT;
    report_add_answered(&out, report, span_of(report->title));
    assert_string_equal(out.s, want);
    str_release(&out);
}

static void what_is_not_answered_waits_and_is_a_finding(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    assert_string_equal(report->title, "2023年度某单位\n${project}项目自评报告（一次性）");
    assert_prints(report, "2023年度某单位\n【未填：项目名称】项目自评报告（一次性）");
    check_completeness(&findings, report, NULL);
    size_t title = 0, sign_off = 0, heading = 0;
    for (size_t i = 0; i < findings.count; i++) {
        bool waits = strstr(findings.items[i].message, "在报告资料里填") != NULL;
        title += waits && strcmp(findings.items[i].path, "title") == 0;
        sign_off += waits && strcmp(findings.items[i].path, "signoff") == 0;
        heading += waits && findings.items[i].section > 0;
    }
    assert_int_equal(title, 1);
    assert_int_equal(sign_off, 1);
    assert_int_equal(heading, 1);
    findings_release(&findings);
    report_free(report);
}

static void an_answer_fills_title_sign_off_and_heading(void **state) {
    (void)state;
    struct report *report = make();
    answer(report, "project", "老旧小区改造");
    answer(report, "date", "2024-04-13");
    assert_string_equal(report->title, "2023年度某单位\n老旧小区改造项目自评报告（一次性）");
    assert_string_equal(report->sign_off, "某单位\n2024年4月13日");
    assert_string_equal(report->root->children[0]->heading, "老旧小区改造的情况");
    struct str name = STR_INIT;
    export_default_name(&name, report, export_format_find("txt"));
    assert_string_equal(name.s, "2023年度某单位老旧小区改造项目自评报告（一次性）.txt");
    str_release(&name);
    report_free(report);
}

static void another_answer_takes_the_place_of_the_one_before(void **state) {
    (void)state;
    struct report *report = make();
    answer(report, "project", "绿化");
    answer(report, "project", "道路");
    answer(report, "kind", "yearly");
    assert_string_equal(report->title, "2023年度某单位\n道路项目自评报告（延续）");
    answer(report, "project", "");
    assert_string_equal(report->title, "2023年度某单位\n${project}项目自评报告（延续）");
    assert_string_equal(report->root->children[0]->heading, "${project}的情况");
    report_free(report);
}

static void a_title_of_the_clerk_s_own_stays(void **state) {
    (void)state;
    struct report *report = make();
    answer(report, "project", "绿化");
    section_set_text(&report->title, SPAN("自己写的题目"));
    answer(report, "project", "道路");
    assert_string_equal(report->title, "自己写的题目");
    report_free(report);
}

static void what_is_asked_anew_each_year_waits_again(void **state) {
    (void)state;
    struct report *report = make();
    answer(report, "project", "绿化");
    answer(report, "date", "2024-04-13");
    struct report *next = report_carry_on(report, NULL, SPAN(""), SPAN(""), 2024);
    assert_string_equal(next->title, "2024年度某单位\n绿化项目自评报告（一次性）");
    assert_string_equal(next->sign_off, "某单位\n${date}");
    report_free(next);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_answered_waits_and_is_a_finding),
        cmocka_unit_test(an_answer_fills_title_sign_off_and_heading),
        cmocka_unit_test(another_answer_takes_the_place_of_the_one_before),
        cmocka_unit_test(a_title_of_the_clerk_s_own_stays),
        cmocka_unit_test(what_is_asked_anew_each_year_waits_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
