#include "check/tables.h"
#include "model/report_values.h"
#include "tests/support/check_support.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Rows split by '\n', cells by '\t'; truth as support_add_findings gives it. */
static const struct {
    const char *rows, *truth;
} cases[] = {
    {"项目\t预算\t执行\n甲\t1.5\t1\n乙\t2.5\t2\n合计\t4.0\t3", ""},
    {"项目\t预算\t执行\n甲\t1.5\t1\n乙\t2.5\t2\n合计\t4.0\t4", "error table-sum"},
    {"项目\t预算\n甲\t1\n乙\t2\n合 计\t4", "error table-sum"},
    {"项目\t预算\n合计\t3\n甲\t1\n乙\t2", ""},
    {"项目\t预算\n合计\t5\n甲\t1\n乙\t2", "error table-sum"},
    {"项目\t预算\n甲\t10\n其中：公车\t4\n乙\t2\n合计\t12", ""},
    {"项目\t预算\n甲\t10\n其中：公车\t4\n乙\t2\n合计\t16", ""}, /* every row: a reading too */
    {"项目\t预算\n甲\t10\n乙\t2\n小计\t12\n丙\t3\n小计\t3\n合计\t15", ""},
    {"项目\t预算\n甲\t10\n乙\t2\n小计\t12\n丙\t3\n小计\t3\n合计\t16", "error table-sum"},
    {"项目\t金额\n甲\t33.33\n乙\t33.33\n丙\t33.33\n合计\t100.00", ""}, /* rounding */
    {"项目\t金额\n甲\t33.33\n乙\t33.33\n丙\t33.33\n合计\t100.10", "error table-sum"},
    {"项目\t执行率\t金额\n甲\t90\t1\n乙\t80\t2\n合计\t85\t3", ""},
    {"项目\t金额\n甲\t若干\n乙\t2\n合计\t3", ""},
    {"项目\t金额\n甲\t—\n乙\t2\n丙\t1\n合计\t3", ""},
    {"项目\t金额\n合计\t3", ""},
    {"经费\t上年决算\t当年预算\t当年决算\n三公经费\t29.08\t63.46\t44.29\n"
     "1、公务用车购置和维护经费\t17.22\t41.46\t39.30\n其中：公车购置\t\t29.46\t29.46\n"
     "公车运行维护\t17.22\t12\t9.84\n2、出国经费\t0\t0\t0\n3、公务接待\t11.86\t22\t4.99",
     ""},
    {"经费\t决算\n“三公”经费\t45.29\n1、公务用车购置和维护经费\t39.30\n其中：公车购置\t29.46\n"
     "公车运行维护\t9.84\n2、出国经费\t0\n3、公务接待\t4.99",
     "error table-sangong"},
    {"经费\t决算\n“三公”经费\t44.29\n1、公务用车购置和维护经费\t39.30\n其中：公车购置\t29.46\n"
     "公车运行维护\t8.84\n2、出国经费\t—\n3、公务接待\t4.99",
     "error table-cars"},
    {"经费\t决算\n三公经费\t44.29\n公车购置\t29.46\n公车运行维护\t9.84\n因公出国（境）\t0\n"
     "公务接待\t4.99",
     ""},
    {"经费\t决算\n三公经费\t44.29\n公务接待\t4.99", ""},
    /* rows with their parts under them */
    {"项目\t决算\n三公经费\t9.4\n1、公务用车购置和维护经费\t6.2\n2、出国经费\t0\n3、公务接待\t3.2\n"
     "（一）基本支出\t90\n其中：人员经费\t70\n公用经费\t20\n合计\t99.4",
     ""},
    {"项目\t决算\n三公经费\t9.4\n1、公务用车购置和维护经费\t6.2\n2、出国经费\t0\n3、公务接待\t3.2\n"
     "（一）基本支出\t90\n其中：人员经费\t70\n公用经费\t20\n合计\t98.4",
     "warning table-sum"},
    {"项目\t决算\n运行费\t9.4\n其中：油料\t9.8", "error table-sum"},
    /* levels: the parts are in their wholes already */
    {"指标\t权重\t得分\n一、决策\t25\t23\n1.立项\t10\t9\n2.目标\t15\t14\n二、管理\t35\t33\n"
     "1.资金\t20\t19\n2.制度\t15\t14\n三、绩效\t40\t38\n总计\t100\t94",
     ""},
    {"指标\t权重\t得分\n一、决策\t25\t23\n1.立项\t10\t9\n2.目标\t15\t14\n二、管理\t35\t33\n"
     "1.资金\t20\t19\n2.制度\t15\t14\n三、绩效\t40\t38\n总计\t100\t95",
     "warning table-sum"},
    {"项目\t金额\n1、甲\t10\n2、乙\t20\n合计\t31", "error table-sum"},
    /* differences: a part may exceed its whole, whose other part fell */
    {"项目\t上年\t本年\t增减额\n一、基本支出\t500\t520\t20\n其中：人员经费\t400\t432\t32\n"
     "公用经费\t100\t88\t-12\n二、项目支出\t300\t310\t10\n合计\t800\t830\t30",
     ""},
    {"项目\t上年\t本年\t增减额\n一、基本支出\t500\t520\t20\n其中：人员经费\t400\t432\t32\n"
     "公用经费\t100\t88\t-12\n二、项目支出\t300\t310\t10\n合计\t800\t840\t40",
     "warning table-sum; warning table-sum"},
    {"项目\t本年\t比上年增加\n运行费\t9.4\t0.3\n其中：油料\t5.8\t0.5", ""},
    {"项目\t本年\t比上年增加\n运行费\t9.4\t0.3\n其中：油料\t9.8\t0.5", "error table-sum"},
    /* sums of rows, and two lists side by side */
    {"收入\t金额\t支出\t金额\n财政拨款\t640\t基本支出\t430\n事业收入\t280\t其中：人员\t390\n"
     "其他收入\t20\t公用\t40\n本年收入合计\t940\t项目支出\t500\n上年结转\t30\t年末结转\t40\n"
     "总计\t970\t总计\t970",
     ""},
    {"收入\t金额\t支出\t金额\n财政拨款\t640\t基本支出\t430\n事业收入\t280\t其中：人员\t390\n"
     "其他收入\t20\t公用\t40\n本年收入合计\t940\t项目支出\t500\n上年结转\t30\t年末结转\t40\n"
     "总计\t980\t总计\t970",
     "error table-sum"},
    {"收入\t金额\t支出\t金额\n财政拨款\t640\t基本支出\t430\n事业收入\t280\t其中：人员\t390\n"
     "其他收入\t20\t公用\t40\n本年收入合计\t940\t项目支出\t500\n上年结转\t30\t年末结转\t40\n"
     "总计\t970\t总计\t990",
     "warning table-sum"},
};

static void rows_that_sum_others_must(void **state) {
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = report_new();
        struct section *section = report_add_section(report, report->root, 0);
        struct findings findings = {0};
        struct str got = STR_INIT;
        body_release(&section->body);
        body_init(&section->body, LINE_ROW);
        body_set_text(&section->body, span_of(cases[i].rows), LINE_ROW);
        check_tables(&findings, report, NULL);
        support_add_findings(&got, &findings);
        if (!span_is(str_span(&got), cases[i].truth)) {
            print_error("%s\n  gave \"%s\", not \"%s\"\n", cases[i].rows, got.s, cases[i].truth);
            failed++;
        }
        str_release(&got);
        findings_release(&findings);
        report_free(report);
    }
    assert_int_equal(failed, 0);
}

static void the_finding_says_what_was_added(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *section = report_add_section(report, report->root, 0);
    struct findings findings = {0};
    body_release(&section->body);
    body_init(&section->body, LINE_ROW);
    body_set_text(&section->body, SPAN("项目\t预算\n甲\t1\n乙\t2\n合计\t4"), LINE_ROW);
    check_tables(&findings, report, section);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].message, "“合计”：1 + 2 = 3，表中为4");
    assert_string_equal(findings.items[0].quote, "合计\t4");
    /* at its cell, of two wrong ones at each */
    assert_int_equal(findings.items[0].offset, 17);
    assert_int_equal(findings.items[0].length, 1);
    findings_release(&findings);
    body_set_text(&section->body, SPAN("项目\t预算\t执行\n甲\t1\t${a}\n乙\t2\t3\n合计\t4\t5"),
                  LINE_ROW);
    report->template = support_template("form_id: a\ntitle: 报告\nsections:\n"
                                        "  - {name: a, label: 收支}\n"
                                        "figures:\n"
                                        "  - {name: a, label: 甲, type: integer, unit: 万元}\n");
    report_set_value(report, SPAN("a"), SPAN("7"));
    check_tables(&findings, report, section);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[1].message, "“合计”：7 + 3 = 10，表中为5");
    assert_int_equal(findings.items[0].offset + 2, findings.items[1].offset);
    findings_release(&findings);
    support_assert_sane(report);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_sum_others_must),
        cmocka_unit_test(the_finding_says_what_was_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
