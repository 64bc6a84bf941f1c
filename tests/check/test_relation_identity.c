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

static void accounts_in_other_words(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"收入总计2,368.15万元，与支出总计2,386.15万元相等。", "error identity"},
        {"收入总计2,368.15万元，与支出总计2,368.15万元相等。", NULL},
        {"本年收入合计1,850.2万元，加年初结转和结余45.6万元，收入总计1,905.8万元。", "error sum"},
        {"本年收入合计1,850.2万元，加年初结转和结余45.6万元，收入总计1,895.8万元。", NULL},
        {"“三公”经费合计9.8万元，其中公务接待费2.6万元，公务用车运行维护费6."
         "2万元，因公出国（境）费0万元。",
         "error sum"},
        {"“三公”经费合计8.8万元，其中公务接待费2.6万元，公务用车运行维护费6."
         "2万元，因公出国（境）费0万元。",
         NULL},
        {"基本支出986.3万元，包括人员经费852.1万元、日常公用经费124.2万元。", "error sum"},
        {"基本支出986.3万元，包括人员经费852.1万元、日常公用经费134.2万元。", NULL},
        {"总支出1,640.5万元，基本支出986.3万元，项目支出664.2万元。", "error partition"},
        {"资产总额5,620万元，负债总额380万元，净资产5,340万元。", "error identity"},
        {"资产总额5,620万元，负债总额380万元，净资产5,240万元。", NULL},
        {"公务用车购置及运行费18.2万元，其中购置费12万元，运行维护费7.2万元。", "error sum"},
        {"公务用车购置及运行费19.2万元，其中购置费12万元，运行维护费7.2万元。", NULL},
        {"年初结转结余30.5万元，本年收入620万元，本年支出605.3万元，年末结转结余46.2万元。",
         "error sum"},
        {"年初结转结余30.5万元，本年收入620万元，本年支出605.3万元，年末结转结余45.2万元。", NULL},
        {"人员经费占基本支出的86%，公用经费占基本支出的24%。", "error partition"},
        {"人员经费占基本支出的86%，公用经费占基本支出的14%。", NULL},
        {"基本支出占总支出的62.5%，项目支出占总支出的47.5%。", "error partition"},
        {"基本支出占总支出的62.5%，项目支出占总支出的37.5%。", NULL},
        {"年初预算数320万元，年中追加45万元，全年预算数375万元。", "error sum"},
        {"年初预算数320万元，年中追加45万元，全年预算数365万元。", NULL},
        {"年初预算850万元，追加预算120万元，核减预算35万元，全年预算945万元。", "error sum"},
        {"年初预算850万元，追加预算120万元，核减预算35万元，全年预算935万元。", NULL},
    };
    RUN(cases);
}

static void accounts_over_several_paragraphs(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"基本支出1542.18万元，占49.05%。基本支出包括：\n人员经费1308."
         "56万元，主要用于工资。\n公用经费243.62万元，主要用于办公。",
         "error identity"},
        {"基本支出1542.18万元，占49.05%。基本支出包括：\n人员经费1308."
         "56万元，主要用于工资。\n公用经费233.62万元，主要用于办公。",
         NULL},
        {"全年支出合计2855.15万元。年末结转和结余62.40万元，支出总计2971.55万元。",
         "error identity"},
        {"全年支出合计2855.15万元。年末结转和结余62.40万元，支出总计2917.55万元。", NULL},
    };
    RUN(cases);
}

static void totals_of_prose_are_no_account(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"收入总额900万元，支出总额810万元，支出总额占收入总额的90%。", NULL},
        {"收入总额900万元，支出总额890万元，结余10万元。", NULL},
        {"收入总计900万元，支出总计890万元。", "error identity"},
        {"收入总额1,820.5万元，支出总额1,802.5万元。", "error identity"},
        {"收入总额占总量的95%，支出总额占总量的60%。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounts_that_are_whole_by_their_names),
        cmocka_unit_test(income_is_expense_in_total),
        cmocka_unit_test(accounts_in_other_words),
        cmocka_unit_test(accounts_over_several_paragraphs),
        cmocka_unit_test(totals_of_prose_are_no_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
