#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void items_below_make_the_whole(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目支出3,098.00万元。主要项目如下：\n1.老旧小区改造项目1,260.00万元，惠及居民3,420户；\n"
         "2.农村危房改造项目386.00万元，户均补助2万元；\n3.市政道路维修项目742.50万元；\n"
         "4.城区排水防涝项目509.50万元；\n5.保障房维修项目210.00万元。",
         "error sum"},
        {"项目支出3,098.00万元。主要项目如下：\n1.老旧小区改造项目1,260.00万元，惠及居民3,420户；\n"
         "2.农村危房改造项目386.00万元，户均补助2万元；\n3.市政道路维修项目742.50万元；\n"
         "4.城区排水防涝项目509.50万元；\n5.保障房维修项目200.00万元。",
         NULL},
        {"走访慰问共286户，具体如下：\n（1）老党员120户；\n（2）困难户96户；\n（3）残疾人家庭60户"
         "。",
         "error sum"},
        {"走访慰问共286户，具体如下：\n（1）老党员120户；\n（2）困难户96户；\n（3）残疾人家庭70户"
         "。",
         NULL},
        {"项目支出860万元，主要用于以下项目：\n一是道路项目320万元。\n二是水利项目210万元。", NULL},
        {"项目支出860万元，分别用于以下项目：\n一是道路项目320万元。\n二是水利项目，按进度拨付。",
         NULL},
        {"全年完成以下工作：\n1.拨付补助36万元。\n2.拨付奖金24万元。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_below_make_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
