#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/slots.h"
#include "check/wording.h"
#include "tests/support/check_support.h"

static void number_that_nobody_filled_in_is_an_error(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"较上年减少 万元。", "error placeholder"},
        {"接待费较上年减少 万元，下降 %。", "error placeholder; error placeholder"},
        {"项目支出占总支出的 %。", "error placeholder"},
        {"在职人员  人，退休人员  人。", "error placeholder; error placeholder"},
        {"本年支出合计万元，比上年多。", "error placeholder"},
        {"同比增长%，低于预期。", "error placeholder"},
        {"惠及群众___人，发放____元。", "error placeholder; error placeholder"},
        {"20__年度报告，如下。", "error placeholder"},
        {"联系电话：XXXXXXX", "error placeholder"},
        {"追加**万元，用于抢险。", "error placeholder"},
        {"发放资料  余份，悬挂横幅  条。", "error placeholder; error placeholder"},
        {"项目于20  年开工。", "error placeholder"},
        {"内设机构（ ）个，编制（　）名。", "error placeholder; error placeholder"},
        {"单位：万元", NULL},
        {"金额单位为万元，保留两位小数。", NULL},
        {"占比下降，增长5%，共3 个。", NULL},
        {"其中：男 12人，女 8人。", NULL},
        {"长 320 米，宽 5 米。", NULL},
        {"是否公开（ ），请勾选。", NULL},
        {"__________", NULL},
        {"变量名a__b，邮箱x__y@example.cn。", NULL},
        {"编制Ｘ光机采购方案，代号XJ-3。", NULL},
        {"我镇积极 人员到位。", NULL},
        {"由2023年的 万元增加到12.5万元。", "error placeholder"},
        {"项目共计 个单位参加。", "error placeholder"},
        {"安排资金○○万元，惠及△△户。", "error placeholder; error placeholder"},
        {"为 个人和单位服务。", NULL},
    };
    support_check_cases(check_slots, cases, ARRAY_LEN(cases));
}

static void choice_of_the_template_is_made(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"较上年增加/减少1.2万元。", "error placeholder"},
        {"比上年增长（下降）3.5%。", "error placeholder"},
        {"较上年（增加/减少）5万元。", "error placeholder"},
        {"较上年增加（或减少）5万元。", "error placeholder"},
        {"较上年上升/下降  %。", "error placeholder; error placeholder"},
        {"决算数大于（小于）预算数的原因。", "warning placeholder"},
        {"变动额（增加以正数填列）见附表。", NULL},
        {"增加（减少）额按规定填列。", NULL},
        {"增加/减少对照表已附。", NULL},
        {"增加或者减少5人，另行报批。", NULL},
        {"经费增加（减少）的原因主要是人员变动。", "warning placeholder"},
    };
    support_check_cases(check_slots, cases, ARRAY_LEN(cases));
}

static void date_that_nobody_filled_in_is_an_error(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"于2023年 月 日完成验收。", "error placeholder"},
        {"2023年4月 日完成验收。", "error placeholder"},
        {"报告时间：2018 年 7 月。", NULL},
        {"2023年4月 10日验收。", NULL},
        {"填报日期：　年　月　日", NULL},
    };
    support_check_cases(check_slots, cases, ARRAY_LEN(cases));
}

static void blank_of_a_hole_is_no_space_to_be_closed(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"较上年增加 万元，增长 %。", NULL},
        {"农户 户，面积 亩。", NULL},
        {"我镇积极 开展巡查，成效明显。", "error space"},
    };
    support_check_cases(check_wording, cases, ARRAY_LEN(cases));
}

static void hole_has_no_cure(void **state) {
    (void)state;
    struct report *report = support_report_of("较上年减少 万元，增加/减少3人，共___户。");
    struct findings findings = {0};
    check_slots(&findings, report, NULL);
    assert_int_equal(findings.count, 3);
    for (size_t i = 0; i < findings.count; i++)
        assert_int_equal(findings.items[i].fix_count, 0);
    findings_release(&findings);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_that_nobody_filled_in_is_an_error),
        cmocka_unit_test(choice_of_the_template_is_made),
        cmocka_unit_test(date_that_nobody_filled_in_is_an_error),
        cmocka_unit_test(blank_of_a_hole_is_no_space_to_be_closed),
        cmocka_unit_test(hole_has_no_cure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
