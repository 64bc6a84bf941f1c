#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void list_has_as_many_as_are_said(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"我局下设3个二级预算单位，分别是交通执法大队、公路养护中心、农村公路服务站、港航事务中心"
         "。",
         "error count-word"},
        {"局机关设办公室、规划计划科、水资源科、财务审计科、人事教育科6个内设机构。",
         "error count-word"},
        {"镇政府内设党政综合办公室、党建工作办公室、经济发展办公室、社会事务办公室5个办公室。",
         "error count-word"},
        {"下辖三个行政村：东风村、红旗村、向阳村、新建村。", "error count-word"},
        {"我局下设4个二级预算单位，分别是交通执法大队、公路养护中心、农村公路服务站、港航事务中心"
         "。",
         NULL},
        {"局机关设办公室、规划计划科、水资源科、财务审计科、人事教育科5个内设机构。", NULL},
        {"抽查范围为柳河镇、石桥镇、白沙乡、东岭乡共5个乡镇。", "error count-word"},
        {"抽查范围为柳河镇、石桥镇、白沙乡、东岭乡共4个乡镇。", NULL},
        {"实地走访东关社区、南关社区、西关社区，共4个社区。", "error count-word"},
        {"实地走访东关社区、南关社区、西关社区，共3个社区。", NULL},
        {"资金安排到平川县、临河县、高台县合计2个县。", "error count-word"},
        {"资金安排到平川县、临河县、高台县合计3个县。", NULL},
        {"抽取大湾村、小湾村、上坪村等共12个村。", NULL},
        {"涉及产出、效益等3个方面。", NULL},
        {"下设3个单位，分别是甲中心、乙中心和丙中心。", NULL},
        {"区财政局、区审计局抽查了3个单位。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_has_as_many_as_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
