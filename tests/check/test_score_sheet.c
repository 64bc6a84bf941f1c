#include "check/score_sheet.h"
#include "model/section.h"
#include "tests/support/check_support.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char yaml[] =
    "form_id: sheet\ntitle: 报告\n"
    "sections:\n  - {name: work, label: 工作情况}\n"
    "figures:\n  - {name: rate, label: 执行率, type: decimal}\n"
    "grades: [{name: 优, from: 90}, {name: 良, from: 80}, {name: 差, from: 0}]\n"
    "indicators:\n"
    "  - {name: run, label: 执行率, weight: 20, method: ratio, target: 100, actual: '${rate}'}\n"
    "  - {name: people, label: 群众, weight: 40}\n"
    "  - name: happy\n    label: 满意度\n    weight: 40\n"
    "    caps: [{when: '${rate} < 60', most: 30, constraint_message: 执行太慢}]\n";

#define WHOLE                                                                                      \
    "rate", "86.2", "people.score", "40", "people.evidence", "台账", "people.actual", "达成",      \
        "happy.score", "40", "happy.evidence", "问卷", "happy.actual", "满意", "run.reason",       \
        "两个项目年底才批"

static void assert_findings(const char *const *values, const char *text, const char *truth) {
    struct report *report = support_report_with(span_of(yaml), values);
    struct findings findings = {0};
    struct str got = STR_INIT;
    support_type(report, "work", text);
    check_score_sheet(&findings, report, NULL);
    support_add_findings(&got, &findings);
    if (!span_is(str_span(&got), truth))
        fail_msg("%s: \"%s\", not \"%s\"", text, got.s, truth);
    str_release(&got);
    findings_release(&findings);
    support_assert_sane(report);
    report_free(report);
}
#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void what_is_typed_must_fit_weight_method_and_cap(void **state) {
    (void)state;
    assert_findings(VALUES("rate", "86.2"), "", ""); /* not begun */
    assert_findings(VALUES(WHOLE), "", "");
    assert_findings(VALUES(WHOLE, "people.score", "41"), "", "error score-weight");
    assert_findings(VALUES(WHOLE, "people.score", "-1", "people.reason", "重大失误"), "",
                    "error score-weight");
    assert_findings(VALUES(WHOLE, "run.score", "17.24", "run.evidence", "决算"), "", "");
    assert_findings(VALUES(WHOLE, "run.score", "18", "run.evidence", "决算"), "",
                    "error score-method");
    assert_findings(VALUES(WHOLE, "rate", "50"), "", "error score-cap");
    assert_findings(VALUES(WHOLE, "people.score", "39"), "", "warning score-reason");
    assert_findings(VALUES(WHOLE, "people.score", "39", "people.reason", "一处未通"), "", "");
    assert_findings(VALUES("rate", "100", "people.score", "40", "happy.score", "40"), "",
                    "warning score-actual; warning score-evidence");
    assert_findings(VALUES("rate", "100", "people.score", "40", "people.evidence", "台账"), "",
                    "warning score-open; warning score-actual");
}

/* The sheet's total is 97.24, the grade 优. */
static void the_texts_total_and_grade_are_the_sheets(void **state) {
    (void)state;
    static const struct {
        const char *text, *truth;
    } cases[] = {
        {"本次自评得分97.24分，等级为“优”。", ""},
        {"本次自评得分95分，等级为“良”。", "error score-total; error score-grade"},
        {"自评总分100分，自评得分为：97.24分。", ""},
        {"总分100分，综合得分达到98.00分。", "error score-total"},
        {"最终得分97.240分，评价等级：优。", ""},
        {"等级分为优、良、中、差四档。", ""},
        {"等级优良率90%。", ""},
        {"在市文明测评中得分95分。", ""},
        {"自评得分率95%，总分之一。", ""},
        {"总分第三名，得分92分。", ""},
        {"评价等级评定为差。", "error score-grade"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_findings(VALUES(WHOLE), cases[i].text, cases[i].truth);
}

static void a_typed_tables_total_is_the_sheets(void **state) {
    (void)state;
    static const struct {
        const char *rows, *truth;
    } cases[] = {
        {"指标\t分值\t得分\n执行率\t20\t17.24\n总分\t100\t97.24", ""},
        {"指标\t分值\t得分\n执行率\t20\t17.24\n总分\t100\t97.25", "error score-total"},
        {"指标\t分值\t自评得分\n合计\t100\t95分\t良", "error score-total"},
        {"项目\t金额\n合计\t100", ""},
        {"指标\t得分\n总分\t（略）", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = support_report_with(span_of(yaml), VALUES(WHOLE));
        struct section *section = report_find_section(report, SPAN("work"));
        struct findings findings = {0};
        struct str got = STR_INIT;
        body_set_text(&section->body, span_of(cases[i].rows), LINE_ROW);
        check_score_sheet(&findings, report, section);
        support_add_findings(&got, &findings);
        if (!span_is(str_span(&got), cases[i].truth))
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].rows, got.s, cases[i].truth);
        str_release(&got);
        findings_release(&findings);
        report_free(report);
    }
}

/* How it was computed is known; why it is so is asked for. */
static void a_computed_loss_and_a_great_surplus_want_a_human_cause(void **state) {
    (void)state;
    static const char form[] =
        "form_id: t\ntitle: 报告\nsections: [{name: a, label: 甲}]\nindicators:\n"
        "  - {name: run, label: 执行率, weight: 40, method: ratio, unit: \"%\", target: 100%,"
        " reason_below: 90%}\n"
        "  - {name: tasks, label: 任务数, weight: 30, method: ratio, target: 10}\n"
        "  - {name: visits, label: 走访, weight: 30, method: ratio, target: 10, reason_above: "
        "300%}\n";
    static const struct {
        const char *run, *tasks, *visits, *truth;
    } cases[] = {{"95", "10", "10", ""},
                 {"89.99", "10", "10", "“执行率”扣了4分，没有写扣分原因"},
                 {"100", "6", "10", "“任务数”扣了12分，没有写扣分原因"},
                 {"100", "12.9", "10", ""},
                 {"100", "18", "10", "“任务数”实际18，目标10，达到目标的130%以上，没有写偏差原因"},
                 {"100", "10", "18", ""},
                 {"100", "10", "30", "“走访”实际30，目标10，达到目标的300%以上，没有写偏差原因"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *const values[] = {"run.actual",
                                      cases[i].run,
                                      "tasks.actual",
                                      cases[i].tasks,
                                      "visits.actual",
                                      cases[i].visits,
                                      "run.evidence",
                                      "台账",
                                      "tasks.evidence",
                                      "台账",
                                      "visits.evidence",
                                      "台账",
                                      NULL};
        struct report *report = support_report_with(span_of(form), values);
        struct findings findings = {0};
        check_score_sheet(&findings, report, NULL);
        assert_string_equal(findings.count > 0 ? findings.items[0].message : "", cases[i].truth);
        assert_true(findings.count <= 1);
        findings_release(&findings);
        support_assert_sane(report);
        report_free(report);
    }
}

/* Told once, though it costs points as well. */
static void a_deviation_wants_a_cause(void **state) {
    (void)state;
    static const char form[] =
        "form_id: t\ntitle: 报告\nsections: [{name: a, label: 甲}]\nindicators:\n"
        "  - {name: tasks, label: 任务数, weight: 100, method: ratio, target: 10,"
        " deviation: {over: 30%, points: 2}}\n";
    static const struct {
        const char *actual, *reason, *truth;
    } cases[] = {
        {"13", "", ""},
        {"13.1", "", "“任务数”实际13.1，目标10，超过目标30%以上，没有写偏差原因"},
        {"13.1", "上级追加任务", ""},
        {"9", "", "“任务数”扣了10分，没有写扣分原因"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = support_report_with(
            span_of(form), VALUES("tasks.evidence", "台账", "tasks.actual", cases[i].actual,
                                  "tasks.reason", cases[i].reason));
        struct findings findings = {0};
        check_score_sheet(&findings, report, NULL);
        assert_int_equal(findings.count, cases[i].truth[0] != '\0' ? 1 : 0);
        if (findings.count > 0)
            assert_string_equal(findings.items[0].message, cases[i].truth);
        findings_release(&findings);
        report_free(report);
    }
}

static void a_score_without_what_it_was_given_for_is_told(void **state) {
    (void)state;
    static const char form[] =
        "form_id: t\ntitle: 报告\nsections: [{name: a, label: 甲}]\nindicators:\n"
        "  - {name: tasks, label: 任务数, weight: 50, method: ratio, target: 10, unit: 件}\n"
        "  - {name: order, label: 秩序, weight: 50, method: grade, bands: [{name: 优, share: "
        "100%}]}\n";
    static const struct {
        const char *tasks, *order, *said;
    } cases[] = {
        {"10", "优", ""},
        {"", "优", "自评表1项写了得分，没有实际完成值：任务数"},
        {"10", "", "自评表1项写了得分，没有填等次：秩序"},
        {"10", "良",
         "填的值不合模板，请重新填：秩序：没有“良”这个等次，可以填：优（得权重的100%）"},
        {"10户", "优", "填的值不合模板，请重新填：任务数：“10户”的单位不对，应是件"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = support_report_with(
            span_of(form),
            VALUES("tasks.actual", cases[i].tasks, "order.actual", cases[i].order, "tasks.score",
                   "50", "order.score", "50", "tasks.evidence", "台账", "order.evidence", "台账"));
        struct findings findings = {0};
        check_score_sheet(&findings, report, NULL);
        assert_string_equal(findings.count > 0 ? findings.items[0].message : "", cases[i].said);
        findings_release(&findings);
        report_free(report);
    }
}

static void the_cover_is_looked_at_too(void **state) {
    (void)state;
    struct report *report = support_report_with(span_of(yaml), VALUES(WHOLE));
    struct findings findings = {0};
    section_set_text(&report->title, SPAN("绩效自评报告\n（自评得分：96分）"));
    check_score_sheet(&findings, report, NULL);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].path, "title");
    assert_string_equal(findings.items[0].message, "自评表总分是97.24分，文中为96分");
    findings_release(&findings);
    report_free(report);
}

static void a_whole_hunan_report_is_clean(void **state) {
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    struct findings findings = {0};
    struct str got = STR_INIT;
    check_score_sheet(&findings, report, NULL);
    support_add_findings(&got, &findings);
    assert_string_equal(got.s, "warning score-actual; warning score-evidence");
    str_release(&got);
    findings_release(&findings);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_must_fit_weight_method_and_cap),
        cmocka_unit_test(the_texts_total_and_grade_are_the_sheets),
        cmocka_unit_test(a_typed_tables_total_is_the_sheets),
        cmocka_unit_test(a_computed_loss_and_a_great_surplus_want_a_human_cause),
        cmocka_unit_test(a_deviation_wants_a_cause),
        cmocka_unit_test(a_score_without_what_it_was_given_for_is_told),
        cmocka_unit_test(the_cover_is_looked_at_too),
        cmocka_unit_test(a_whole_hunan_report_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
