#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void words_of_comparison_fit_the_figures(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"决算数42万元，预算数38万元，决算数小于预算数。", "error comparison"},
        {"决算数38万元，预算数42万元，决算数小于预算数。", NULL},
        {"支出预算为50万元，支出决算为52万元。决算数大于预算数的主要原因是人员增加。", NULL},
        {"支出预算为50万元，支出决算为52万元。决算数小于预算数的主要原因是人员减少。",
         "error comparison"},
        {"支出预算为50万元，支出决算为50万元，决算数与预算数持平。", NULL},
        {"印刷费1.5万元，与上年持平，增长3%。", "error comparison"},
        {"印刷费1.5万元，与上年持平，较预算减少0.1万元。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_comparison_fit_the_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
