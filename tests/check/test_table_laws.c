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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_hold_in_every_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
