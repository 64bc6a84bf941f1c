#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void number_that_cannot_be_so(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"投入资金12..5万元。", "error number-form"},
        {"支出1.234.56万元。", "error number-form"},
        {"投入资金1,2345万元。", "error number-form"},
        {"省级资金.50万元。", "error number-form"},
        {"整改率为100%%。", "error number-form"},
        {"合格率105%，较上年提高。", "error number-form"},
        {"占总支出的120%。", "error number-form"},
        {"到会人数35.5人。", "error number-form"},
        {"完成年度计划的105%。", NULL},
        {"预算执行率102.5%。", NULL},
        {"户均增收120.5元，户均1.5人。", NULL},
        {"支出1,234.56万元，面积1,786亩。", NULL},
        {"依据GB/T 15835.1.2编制，版本1.2.3。", NULL},
        {"占年度任务的120%。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_that_cannot_be_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
