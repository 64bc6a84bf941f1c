#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/tables.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_tables, cases, ARRAY_LEN(cases))

static void columns_hold_in_every_row(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目\t预算\t支出\t执行率\n甲\t400.00\t388.32\t97.08%\n乙\t300.00\t286.35\t95.45%"
         "\n丙\t205.00\t196.80\t98.00%\n合计\t905.00\t871.47\t96.29%",
         "error table-row"},
        {"项目\t预算\t支出\t执行率\n甲\t400.00\t388.32\t97.08%\n乙\t300.00\t286.35\t95.45%"
         "\n丙\t205.00\t196.80\t96.00%\n合计\t905.00\t871.47\t96.29%",
         NULL},
        {"类别\t支出数（万元）\t占比（%）\n甲\t412.36\t25.60\n乙\t380.15\t23.60\n丙\t257.43\t18."
         "98\n丁\t561.00\t34.82\n合计\t1610.94\t100.00",
         "error table-row"},
        {"类别\t支出数（万元）\t占比（%）\n甲\t412.36\t25.60\n乙\t380.15\t23.60\n丙\t257.43\t15."
         "98\n丁\t561.00\t34.82\n合计\t1610.94\t100.00",
         NULL},
        {"单位\t年初数\t年末数\t增减\n本级\t46\t48\t2\n二级单位\t112\t109\t3", "error table-row"},
        {"单位\t年初数\t年末数\t增减\n本级\t46\t48\t2\n二级单位\t112\t109\t-3", NULL},
        {"项目\t预算\t支出\t结余\n甲\t620.00\t608.40\t11.60\n乙\t486.00\t461.75\t24.25\n丙\t342."
         "00\t336.20\t15.80",
         "error table-row"},
        {"项目\t预算\t支出\t结余\n甲\t620.00\t608.40\t11.60\n乙\t486.00\t461.75\t24.25\n丙\t342."
         "00\t336.20\t5.80",
         NULL},
        {"科目\t上年数（元）\t本年数（元）\n水费\t18,420\t17,960\n电费\t96,350\t102,"
         "480\n邮电费\t24,600\t23,150\n小计\t139,370\t145,390",
         "error table-sum"},
        {"一级指标\t分值\t得分\n决策\t20\t18\n过程\t20\t19\n产出\t35\t33\n效益\t25\t24\n合计\t100\t"
         "96",
         "error table-sum"},
        {"一级指标\t分值\t得分\n决策\t20\t18\n过程\t20\t19\n产出\t35\t33\n效益\t25\t24\n合计\t100\t"
         "94",
         NULL},
        {"项目\t数量\t满意率\n甲\t12\t96%\n乙\t15\t97%\n丙\t18\t98%", NULL},
        {"项目\t上年\t本年\t增长率\n甲\t100\t120\t20%\n乙\t200\t210\t5%\n丙\t80\t100\t20%"
         "\n丁\t50\t60\t20%",
         "error table-row"},
    };
    RUN(cases);
}

static void columns_are_known_by_their_names(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目\t预算数\t执行数\t执行率\n办公费\t20.00\t18.60\t96.00%", "warning table-row"},
        {"项目\t下达资金\t支出资金\t结转结余\n甲项目\t120.00\t100.00\t30.00", "warning table-row"},
        {"项目\t年初预算\t决算\t完成预算\n接待费\t9.50\t6.46\t86.00%\n车辆费\t26.00\t22.10\t85.00%",
         "error table-row"},
        {"项目\t预算数\t执行数\t执行率\n办公费\t20.00\t18.60\t93.00%", NULL},
        {"项目\t年初预算\t调整预算\t决算\t完成率\n办公费\t20.00\t24.00\t18.60\t77.50%", NULL},
        {"项目\t下达资金\t支出资金\t结转结余\n甲项目\t120.00\t100.00\t20.00", NULL},
    };
    RUN(cases);
}

static void change_in_percent_is_a_growth(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目\t2023年\t2024年\t增减额\t增减%\n接待费\t6.50\t5.20\t-1.30\t-20.00\n车辆费\t24."
         "00\t21."
         "60\t-2.40\t-12.00\n合计\t30.50\t26.80\t-3.70\t-12.13",
         "error table-row"},
        {"项目\t2023年\t2024年\t增减额\t增减%\n接待费\t6.50\t5.20\t-1.30\t-20.00\n车辆费\t24."
         "00\t21."
         "60\t-2.40\t-10.00",
         NULL},
    };
    RUN(cases);
}

static void score_is_no_more_than_its_weight(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"指标\t分值\t得分\n预算编制\t10\t12\n预算执行\t20\t18", "error score"},
        {"指标\t满分\t自评得分\t扣分\n编制\t10\t9\t1\n执行\t20\t17.5\t1.5\n产出\t70\t70\t0",
         "error table-row"},
        {"指标\t分值\t得分\n预算编制\t10\t10\n预算执行\t20\t18", NULL},
        {"指标\t得分\t得分率\n预算编制\t9\t90%\n预算执行\t18\t90%", NULL},
    };
    RUN(cases);
}

static void column_sums_others_of_its_row(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目\t中央\t省级\t县级\t合计\n水库\t100\t50\t20\t170\n渠道\t80\t40\t10\t140\n堤防\t60\t30"
         "\t10\t100",
         "error table-row"},
        {"单位\t编制\t在职\t行政\t事业\n机关\t20\t18\t12\t6\n执法队\t30\t28\t10\t17\n中心\t15\t14\t"
         "3\t11",
         "error table-row"},
        {"项目\t中央\t省级\t县级\t合计\n水库\t100\t50\t20\t170\n渠道\t80\t40\t10\t130", NULL},
        {"单位\t在职\t党员\t女性\n机关\t18\t12\t6\n执法队\t28\t10\t17\n中心\t14\t9\t8", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_hold_in_every_row),
        cmocka_unit_test(columns_are_known_by_their_names),
        cmocka_unit_test(change_in_percent_is_a_growth),
        cmocka_unit_test(score_is_no_more_than_its_weight),
        cmocka_unit_test(column_sums_others_of_its_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
