#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void unit_of_money_fits_the_numbers(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全镇低保对象862户，全年发放低保金578.4元。", "error unit"},
        {"公务用车运行维护费10.40万元，公务用车4辆，车均运行维护费2.60元。", "error unit"},
        {"其中人员经费1205.66元，占基本支出的86.97%；公用经费180.58万元。", "error unit"},
        {"公务用车3辆，全年运行维护费6.9亿元，车均2.3万元。", "error unit"},
        {"发放创业担保贷款86笔、1720元，笔均20万元。", "error unit"},
        {"采购电脑45台，单价4,800元，总价21.6元。", "error unit"},
        {"人均公用经费3.2万元，在职人员85人，公用经费总额272元。", "error unit"},
        {"公务用车3辆，全年运行维护费6.9万元，车均2.3万元。", NULL},
        {"采购电脑45台，单价4,800元，总价21.6万元。", NULL},
        {"早餐补助标准由2.5元提高到3.5元，全年支出12万元。", NULL},
        {"人均养老金1,286.5元，全年发放860万元。", NULL},
        {"每公斤补贴0.5元，全年补贴3.2万元。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unit_of_money_fits_the_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
