#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void accounts_that_are_whole_by_their_names(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"基本支出386.50万元，其中人员经费301.20万元，公用经费75.30万元。", "error sum"},
        {"基本支出386.50万元，其中人员经费301.20万元，公用经费85.30万元。", NULL},
        {"基本支出386.50万元，其中津贴补贴90.00万元。", NULL},
        {"三公经费7.3万元，其中：因公出国（境）费0万元、公务接待费2."
         "1万元、公务用车购置及运行维护费4.2万元。",
         "error sum"},
        {"三公经费6.3万元，其中：因公出国（境）费0万元、公务接待费2."
         "1万元、公务用车购置及运行维护费4.2万元。",
         NULL},
        {"公务用车购置及运行维护费9.6万元，其中购置费0万元，运行维护费9.3万元。", "error sum"},
    };
    RUN(cases);
}

static void income_is_expense_in_total(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2023年收入总计2,310.4万元，支出总计2,301.4万元。", "error identity"},
        {"2023年收入总计2,310.4万元，支出总计2,310.4万元。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounts_that_are_whole_by_their_names),
        cmocka_unit_test(income_is_expense_in_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
