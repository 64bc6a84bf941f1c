#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

static void gap_is_between_what_was_meant_and_what_is(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"政府采购计划4,260万元，实际采购4,047万元，其中货物类612万元、工程类3,"
         "435万元，节约231万元。",
         "error difference"},
        {"政府采购计划4,260万元，实际采购4,047万元，其中货物类612万元、工程类3,"
         "435万元，节约213万元。",
         NULL},
        {"核定编制486名，其中行政编制32名、事业编制454名。年末实有在职463人，超编制23人。",
         "error direction"},
        {"核定编制486名，其中行政编制32名、事业编制454名。年末实有在职463人，空编23人。", NULL},
        {"接待费预算5万元，实际支出5.6万元，少支0.6万元。", "error direction"},
        {"接待费预算5万元，实际支出5.6万元，超支0.6万元。", NULL},
        {"接待费预算5万元，实际支出4.4万元，上年结余0.9万元。", NULL},
        {"合同价326万元，结算价312万元，核减15万元。", "error difference"},
        {"合同价326万元，结算价312万元，核减14万元。", NULL},
        {"采购计划126万元，实际采购118万元，节约率6.9%。", "error rate"},
        {"采购计划126万元，实际采购118万元，节约率6.3%。", NULL},
        {"年初预算1.86亿元，调整后预算2.24亿元，调整率为18.4%。", "error rate"},
        {"年初预算1.86亿元，调整后预算2.24亿元，调整率为20.4%。", NULL},
        {"项目概算2,860万元，结算审定2,717万元，审减143万元，审减率5.5%。", "error rate"},
        {"项目概算2,860万元，结算审定2,717万元，审减143万元，审减率5.0%。", NULL},
        {"“三公”经费预算32.00万元，实际支出27.46万元，较预算节约5.54万元。", "error difference"},
        {"“三公”经费预算32.00万元，实际支出27.46万元，较预算节约4.54万元。", NULL},
        {"会议费年初预算18万元，决算数13.6万元，比预算节约4.6万元。", "error difference"},
        {"会议费年初预算18万元，决算数13.6万元，比预算节约4.4万元。", NULL},
        {"设备采购预算385.6万元，合同金额361.9万元，节约财政资金27.3万元。", "error difference"},
        {"设备采购预算385.6万元，合同金额361.9万元，节约财政资金23.7万元。", NULL},
        {"项目招标控制价920万元，中标价874.3万元，节约资金54.7万元。", "error difference"},
        {"项目招标控制价920万元，中标价874.3万元，节约资金45.7万元。", NULL},
        {"采购预算62万元，成交金额57.5万元，累计节约5.5万元。", "error difference"},
        {"采购预算62万元，成交金额57.5万元，累计节约4.5万元。", NULL},
        {"采购预算62万元，成交金额57.5万元，较上年节约1.2万元。", NULL},
    };
    support_check_cases(check_numbers, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gap_is_between_what_was_meant_and_what_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
