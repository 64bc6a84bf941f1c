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

static void level_that_a_figure_is_held_against(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"决算数15.6万元，高于预算数16.2万元，超支0.6万元。", "error comparison"},
        {"实际支出86万元，低于年初预算82万元。", "error comparison"},
        {"实际支出82万元，低于年初预算86万元。", NULL},
        {"执行率92.5%，高于全区平均水平94.1%。", "error comparison"},
        {"执行率94.5%，高于全区平均水平92.1%。", NULL},
        {"公用经费实际支出56万元，小于预算数52万元。", "error comparison"},
        {"本年接待费2.4万元，与上年2.6万元持平。", "error comparison"},
        {"本年接待费2.4万元，与上年2.4万元持平。", NULL},
        {"群众满意度88.6%，超过目标值90%。", "error comparison"},
        {"群众满意度92.6%，超过目标值90%。", NULL},
        {"合格率96.2%，未达到95%的目标值。", "error comparison"},
        {"合格率94.2%，未达到95%的目标值。", NULL},
        {"本年支出380万元，较上年365万元有所下降。", "error comparison"},
        {"本年支出350万元，较上年365万元有所下降。", NULL},
        {"实有人数58人，未超过编制数55人。", "error comparison"},
        {"实有人数52人，未超过编制数55人。", NULL},
        {"在编人员47人，控制在编制数45人以内。", "error comparison"},
        {"在编人员43人，控制在编制数45人以内。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_comparison_fit_the_figures),
        cmocka_unit_test(level_that_a_figure_is_held_against),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
