#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/layout.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_layout, cases, ARRAY_LEN(cases))

static void steps_are_complete_and_in_order(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"一是抓学习；二是抓落实；三是抓督查。", NULL},
        {"一是抓学习；二是抓落实；四是抓督查。", "error sequence"},
        {"一是抓学习；三是抓督查。", "error sequence"},
        {"一是学习；二是落实；四是督查；四是评比。", "error sequence"},
        {"一是抓学习。\n二是抓落实。\n三是抓督查。", NULL},
        {"一是抓学习。二是抓落实。同时，一是抓安全。二是抓稳定。", NULL},
        {"一是抓学习；二是抓落实；二是抓督查。", "error sequence"},
        {"唯一是群众满意，第二是落实。", NULL},
        {"重点抓好以下三个方面：一是学习；二是落实；三是督查。", NULL},
        {"重点抓好以下三个方面：一是学习；二是落实。", "warning promise"},
        {"存在如下两点不足：一是预算不细；二是进度偏慢；三是指标不实。", "warning promise"},
        {"现将以下三项工作汇报如下。", NULL},
        {"重点抓好以下工作：一是学习；二是落实。", NULL},
    };
    RUN(cases);
}

static void pairs_are_closed(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"坚持“稳中求进”总基调（含社区）。", NULL},
        {"坚持“稳中求进总基调。", "error pair"},
        {"坚持稳中求进”总基调。", "error pair"},
        {"落实（含社区各项工作。", "error pair"},
        {"落实《办法有关规定。", "error pair"},
        {"落实《办法（试行》）有关规定。", "error pair"},
        {"落实《办法（试行）》有关规定。", NULL},
        {"根据《吉首市财政局关于开展", "warning pair"},
        {"1）概况。2）目标。", NULL},
        {"(一)概况。", NULL},
        {"办事处(以下简称街道）负责。", NULL},
        {"（甲（乙）丙）。", NULL},
    };
    RUN(cases);
}

static void dates_exist(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2023年2月29日召开会议。", "error date"}, {"2024年2月29日召开会议。", NULL},
        {"6月31日前完成。", "error date"},         {"6月30日前完成。", NULL},
        {"2022年13月启动。", "error date"},        {"2022年12月启动，历时13个月。", NULL},
        {"13月5日召开。", "error date"},           {"1-9月完成4720万元，11月32日。", "error date"},
        {"2023年4月0日。", "error date"},          {"7月1日、8月31日、12月31日。", NULL},
    };
    RUN(cases);
}

static void document_numbers_stand_in_their_brackets(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"（财预[2020]10号）", "hint doc-number"},
        {"（益财绩【2012】33号）", "hint doc-number"},
        {"横财预[2018]3 号文件。", "hint doc-number"},
        {"黄文（2021）17号文件。", "hint doc-number"},
        {"（财预〔2020〕10号）", NULL},
        {"统计（2020）显示，10号楼。", NULL},
        {"项目（2022年度）共3个。", NULL},
    };
    RUN(cases);
}

static void debris_of_word_is_found(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"第一部分 概况 错误!未定义书签。", "error debris"},
        {"概况 PAGEREF _Toc123 \\h 1", "error debris"},
        {"、部门整体支出绩效自评表", "error lost-number"},
        {"，成效明显", "error lost-number"},
        {"改正错误！未出现反复。", NULL},
        {"一、部门整体支出绩效自评表", NULL},
    };
    RUN(cases);
}

static void steps_inside_of_a_paragraph(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"一是加强学习；二是规范管理；二是强化监督。", "error sequence"},
        {"一是加强学习；三是规范管理。", "error sequence"},
        {"（1）加强学习；（2）规范管理；（4）强化监督。", "error sequence"},
        {"1.加强学习；2.规范管理；2.强化监督。", "error sequence"},
        {"主要做了三项工作：一是抓学习；二是抓管理。", "warning promise"},
        {"存在两个问题：一是人员不足；二是经费紧张；三是制度不全。", "warning promise"},
        {"第一，加强学习。第二，规范管理。第四，强化监督。", "error sequence"},
        {"①加强学习；②规范管理；④强化监督。", "error sequence"},
        {"一要加强学习，二要规范管理，四要强化监督。", "error sequence"},
        {"一是加强学习；二是规范管理；三是强化监督。", NULL},
        {"主要做了三项工作：一是抓学习；二是抓管理；三是抓落实。", NULL},
    };
    support_check_cases(check_layout, cases, ARRAY_LEN(cases));
}

static void dates_in_their_order(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2023年11月31日完成验收。", "error date"},
        {"2023年13月完成验收。", "error date"},
        {"2023年6月15日至2023年5月20日开展评价。", "error date"},
        {"9月31日前完成支付。", "error date"},
        {"2023年11月30日完成验收。", NULL},
        {"项目自2022年8月开工，2023年3月竣工。", NULL},
    };
    support_check_cases(check_layout, cases, ARRAY_LEN(cases));
}

static void lists_and_dates_of_more_forms(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"主要做法：1.加强领导。2.压实责任。4.强化督查。", "error sequence"},
        {"第一，强化领导。第三，落实责任。", "error sequence"},
        {"一是强化宣传。二是强化培训。四是强化督导。", "error sequence"},
        {"（1）数量指标完成。（2）质量指标达标。（2）时效指标达标。", "error sequence"},
        {"一、完善制度；二、强化培训；二、加强督导。", "error sequence"},
        {"2023年2月29日召开评审会。", "error date"},
        {"于2023年9月31日前完成整改。", "error date"},
        {"2023年11月5日至11月3日开展检查。", "error date"},
        {"评价时间为2023年3月至2023年1月。", "error date"},
        {"2024年2月29日召开评审会。", NULL},
        {"主要做法：1.加强领导。2.压实责任。3.强化督查。", NULL},
        {"2023年11月3日至11月5日开展检查。", NULL},
    };
    support_check_cases(check_layout, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_complete_and_in_order),
        cmocka_unit_test(pairs_are_closed),
        cmocka_unit_test(dates_exist),
        cmocka_unit_test(document_numbers_stand_in_their_brackets),
        cmocka_unit_test(debris_of_word_is_found),
        cmocka_unit_test(steps_inside_of_a_paragraph),
        cmocka_unit_test(dates_in_their_order),
        cmocka_unit_test(lists_and_dates_of_more_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
