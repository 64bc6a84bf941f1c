#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

static void comparison_needs_its_words(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"水费支出0.8万元，与上年下降6%。", "error comparison"},
        {"水费支出0.8万元，与上年相比下降6%。", NULL},
        {"水费支出0.8万元，与年初预算数减少0.2万元。", "error comparison"},
        {"本月接待来访20批次，较上月同比下降5%。", "error comparison"},
        {"本月接待来访20批次，同比下降5%，较上月持平。", NULL},
        {"与上年同期相比增加3户。", NULL},
    };
    support_check_cases(check_numbers, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparison_needs_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
