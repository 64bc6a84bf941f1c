#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/years.h"
#include "model/section.h"
#include "tests/support/check_support.h"

static void check_of_2023(struct findings *out, const struct report *report,
                          const struct section *section) {
    struct report *copy = report_clone(report);
    copy->year = 2023;
    section_set_text(&copy->unit, SPAN("望湖区梧桐里街道办事处"));
    check_years(out, copy, section);
    report_free(copy);
}

static void leftovers_of_another_year_or_office_are_found(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"现将2022年度部门整体支出绩效评价情况报告如下：", "error year"},
        {"现将我街道2022年度部门整体支出绩效自评情况报告如下：", "error year"},
        {"现将2023年度部门整体支出绩效评价情况报告如下：", NULL},
        {"年初预算较2022年增加87.80万元。", NULL},
        {"根据2022年度绩效评价结果，调整了预算。", NULL},
        /* an earlier evaluation is spoken of */
        {"对2022年度绩效评价发现的6个问题，已整改5个。", NULL},
        {"针对2021年度、2022年度绩效评价反映的问题，逐条整改到位。", NULL},
        {"对2022年度部门整体支出绩效评价指出的不足作了改进。", NULL},
        {"我单位对2022年度部门整体支出进行了绩效自评。", "error year"},
        /* what only this year's report says */
        {"我局2022年度部门整体支出绩效自评得分93.5分，等级为优。", "warning year"},
        {"我局2023年度部门整体支出绩效自评得分93.5分，等级为优。", NULL},
        {"我局2022年度部门整体支出绩效自评得分较2021年度提高2分。", NULL},
        {"2022年度部门整体支出绩效评价得分90分，2023年度为93.5分。", NULL},
        {"综上所述，2022年我局各项任务完成较好。", "warning year"},
        {"总体来看，2022年度预算执行规范。", "warning year"},
        {"综上所述，2023年我局各项任务完成较好。", NULL},
        {"综上所述，支出比2022年增长3%。", NULL},
        {"综上所述，2022年结转的任务均已完成。", NULL},
        {"表1　2022年部门支出情况表", "warning year"},
        {"表1　2022年与2023年部门支出对比表", NULL},
        {"表二 2023年部门支出情况表", NULL},
        {"按照《2022年度部门整体支出绩效评价等级办法》执行。", NULL},
        {"槐荫里街道党工委下设党组织31个。", "warning other-unit"},
        {"梧桐里街道党工委下设党组织31个。", NULL},
        {"街道党工委下设党组织31个，我街道党工委重视。", NULL},
        {"在全区乡镇街道综合考核中位列第二。", NULL},
        {"各乡镇人民政府、街道办事处。", NULL},
    };
    support_check_cases(check_of_2023, cases, ARRAY_LEN(cases));
}

/* What is said of a section with that heading. */
static void expect_under(const char *heading, const char *text, const char *truth) {
    struct report *report = support_report_of(text);
    struct section *section = report_next_section(report, NULL);
    struct findings findings = {0};
    struct str said = STR_INIT;
    report->year = 2024;
    section_set_text(&section->heading, span_of(heading));
    check_years(&findings, report, NULL);
    support_add_findings(&said, &findings);
    assert_string_equal(said.s != NULL ? said.s : "", truth);
    str_release(&said);
    findings_release(&findings);
    report_free(report);
}

static void heading_is_of_the_year(void **state) {
    (void)state;
    expect_under("2023年预算执行情况", "执行较好。", "warning year");
    expect_under("2023年度绩效目标完成情况", "完成较好。", "warning year");
    expect_under("2024年预算执行情况", "执行较好。", "");
    expect_under("2023年结转资金使用情况", "已用完。", "");
    expect_under("2023年度绩效评价反馈问题整改情况", "已整改。", "");
}

static void promise_is_not_for_the_past(void **state) {
    (void)state;
    expect_under("改进措施", "力争2024年9月末支付率达到75%。", "warning year");
    expect_under("下一步打算", "确保2023年底前完成整改。", "warning year");
    expect_under("改进措施", "力争2025年9月末支付率达到75%。", "");
    expect_under("项目概况", "力争2024年9月末支付率达到75%，实际达到76%。", "");
    expect_under("改进措施", "针对2024年度评价指出的问题，逐条改正。", "");
}

static void sign_off_is_not_before_the_year(void **state) {
    (void)state;
    struct report *report = support_report_of("正文。");
    struct findings findings = {0};
    report->year = 2023;
    section_set_text(&report->sign_off, SPAN("梧桐里街道办事处\n2022年3月1日"));
    check_years(&findings, report, NULL);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].path, "signoff");
    findings_clear(&findings);
    section_set_text(&report->sign_off, SPAN("梧桐里街道办事处\n2024年3月1日"));
    check_years(&findings, report, NULL);
    assert_int_equal(findings.count, 0);
    findings_release(&findings);
    report_free(report);
}

static void month_of_the_text_is_the_titles(void **state) {
    (void)state;
    static const struct {
        const char *title, *text;
        size_t count;
    } cases[] = {
        {"四月份办件通报", "2023年5月，共办件612件。", 1},
        {"2017年2月工作通报", "2017年3月，共办理电话215件。3月份办结200件。", 1},
        {"四月份办件通报", "2023年4月，共办件612件，比3月多20件。5月份继续。", 0},
        {"四月份办件通报", "较2023年3月增加12件。", 0},
        {"1—4月办件通报", "2023年5月，共办件612件。", 0},
        {"十二月份通报", "12月份共办件612件。", 0},
        {"办件通报", "2023年5月，共办件612件。", 0},
        {"四月份办件通报", "2023年1—4月，共办件612件。", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = support_report_of(cases[i].text);
        struct findings findings = {0};
        section_set_text(&report->title, span_of(cases[i].title));
        check_years(&findings, report, NULL);
        if (findings.count != cases[i].count)
            fail_msg("%s: %zu findings", cases[i].text, findings.count);
        findings_release(&findings);
        report_free(report);
    }
}

static void plan_is_for_the_time_after_what_it_rests_on(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2023年度预算绩效评价结果，作为编制2022年度预算的重要参考。", "warning year"},
        {"2022年度预算绩效评价结果，作为编制2023年度预算的重要参考。", NULL},
        {"2023年初已完成2022年度预算编制。", NULL},
    };
    support_check_cases(check_years, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leftovers_of_another_year_or_office_are_found),
        cmocka_unit_test(heading_is_of_the_year),
        cmocka_unit_test(promise_is_not_for_the_past),
        cmocka_unit_test(sign_off_is_not_before_the_year),
        cmocka_unit_test(month_of_the_text_is_the_titles),
        cmocka_unit_test(plan_is_for_the_time_after_what_it_rests_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
