#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/check_support.h"

#include <string.h>

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void what_is_no_quantity_is_left_alone(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"根据财预〔2020〕10号、湘财绩〔2020〕7号文件，共17号。", NULL},
        {"2022年7月2日、2023年6月26日，共3日。", NULL},
        {"拨打12345热线30次、119热线20次，共50次。", NULL},
        {"采用“3+X”“1+N”模式，7×24小时值守，马蹄社区8-1征地等项目。", NULL},
        {"按5-10人一组、10-15人一班编排，共20人。", NULL},
        {"目录\n一、基本情况…………1\n二、绩效情况…………3", NULL},
        {"第3次会议、第5次会议共2次。", NULL},
        {"一、基本情况\n内设股室7", NULL},
        {"1.部门概况2个，2.绩效目标3个，共5个。", NULL},
        {"", NULL},
        {"0.5", NULL},
        {"99999999999999999999人，1人，共2人。", NULL},
    };
    RUN(cases);
    /* the one sum that is wrong is still seen */
    static const struct check_case wrong[] = {
        {"拨打12345热线30次、119热线20次，共60次。", "error sum"},
        {"目录\n一、基本情况…………1\n修路3处、补路4处，共8处。", "error sum"},
    };
    RUN(wrong);
}

static void finding_spans_what_was_compared_and_says_the_sum(void **state) {
    (void)state;
    struct report *report =
        support_report_of("前言。\n现有退役军人1726人，现役军人66人，共1786人；其他。");
    struct findings findings = {0};
    check_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].quote, "1726人，现役军人66人，共1786人");
    assert_string_equal(findings.items[0].message, "1726 + 66 = 1792，文中为1786");
    assert_int_equal(findings.items[0].offset, 10);
    findings_release(&findings);
    report_free(report);
}

static void one_rule_raises_no_more_than_its_share(void **state) {
    (void)state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("甲3人，乙4人，共8人。"), 5000);
    struct report *report = support_report_of(text.s);
    struct findings findings = {0};
    check_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, RAISER_MOST);
    findings_release(&findings);
    report_free(report);
    str_release(&text);
}

/* Figures count as what they print, and where one is not given nothing is said. */
static void figures_are_reckoned_with_their_values(void **state) {
    (void)state;
    static const char yaml[] = "form_id: money\n"
                               "title: 报告\n"
                               "sections:\n"
                               "  - {name: money, label: 收支}\n"
                               "figures:\n"
                               "  - {name: a, label: 甲, type: money, unit: 万元, decimals: 2}\n"
                               "  - {name: n, label: 数, type: integer}\n"
                               "  - {name: day, label: 日, type: date}\n";
    static const struct {
        const char *a, *text, *said;
    } cases[] = {
        {"286.35", "低保${a}、特困45.92万元、救助19.47万元，合计351.74万元。", ""},
        {"286.45", "低保${a}、特困45.92万元、救助19.47万元，合计351.74万元。", "286.45 + 45.92"},
        {"", "低保${a}、特困45.92万元、救助19.47万元，合计351.74万元。", ""},
        {"40", "甲10万元、乙20万元，共${a}。", "10 + 20 = 30"},
        {"40", "甲10万元、乙30万元，共${a}。", ""},
        {"1", "甲社区${n}人，乙社区12人，共21人。", "8 + 12 = 20"},
        {"1", "${day}甲社区9人，乙社区12人，共21人。", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct template *template = NULL;
        struct findings findings = {0};
        assert_int_equal(template_read(&template, span_of(yaml), "money", NULL), RC_OK);
        struct report *report = report_new_from_template(template, SPAN("某"), SPAN(""), 2022);
        report_set_value(report, SPAN("a"), span_of(cases[i].a));
        report_set_value(report, SPAN("n"), SPAN("8"));
        report_set_value(report, SPAN("day"), SPAN("2022-12-31"));
        struct section *section = report_find_section(report, SPAN("money"));
        body_set_text(&section->body, span_of(cases[i].text), LINE_PARAGRAPH);
        check_numbers(&findings, report, NULL);
        if (findings.count != (cases[i].said[0] != '\0'))
            fail_msg("%s: %zu findings", cases[i].text, findings.count);
        if (findings.count > 0 && strstr(findings.items[0].message, cases[i].said) == NULL)
            fail_msg("%s: %s", cases[i].text, findings.items[0].message);
        findings_release(&findings);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_reckoned_with_their_values),
        cmocka_unit_test(what_is_no_quantity_is_left_alone),
        cmocka_unit_test(finding_spans_what_was_compared_and_says_the_sum),
        cmocka_unit_test(one_rule_raises_no_more_than_its_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
