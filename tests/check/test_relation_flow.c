#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void what_came_and_went_makes_what_there_is(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"年初有规上企业36家，年内新增5家，年末规上企业总数达43家。", "error sum"},
        {"年初有规上企业36家，年内新增5家，年末规上企业总数达41家。", NULL},
        {"原有充电桩120个，今年新增45个，充电桩总数达到175个。", "error sum"},
        {"原有充电桩120个，今年新增45个，充电桩总数达到165个。", NULL},
        {"上年末在库项目58个，本年新入库12个、出库9个，年末在库项目63个。", "error sum"},
        {"上年末在库项目58个，本年新入库12个、出库9个，年末在库项目61个。", NULL},
        {"年初党员人数为640名，全年发展党员15名，年末党员总数665名。", "error sum"},
        {"年初党员人数为640名，全年发展党员15名，年末党员总数655名。", NULL},
        {"年初党员人数为640名，全年发展党员15名，转出8名，年末党员总数647名。", NULL},
        {"去年底有志愿者1,260人，今年新招募340人，目前志愿者总数达1,700人。", "error sum"},
        {"去年底有志愿者1,260人，今年新招募340人，目前志愿者总数达1,600人。", NULL},
        {"全街道原有个体工商户2860户，新增登记312户，注销98户，现有3174户。", "error sum"},
        {"全街道原有个体工商户2860户，新增登记312户，注销98户，现有3074户。", NULL},
        {"现有停车位850个，新增停车位130个，停车位总数增至990个。", "error sum"},
        {"现有停车位850个，新增停车位130个，停车位总数增至980个。", NULL},
        {"图书馆藏书2.6万册，年内新购0.4万册，藏书量达到3.0万册。", NULL},
        {"新增企业21家，企业总数达129家。", NULL},
        {"2022年末公厕总数为41座，2023年新建6座，公厕总数增加到47座。", NULL},
        {"在职人员净增2人，当年调入5人、退休4人。", "error sum"},
        {"在职人员净增2人，当年调入6人、退休4人。", NULL},
        {"年内转入36人、退出28人，净增10人。", "error sum"},
        {"年内转入36人、退出28人，净增8人。", NULL},
        {"在职人员净减2人，当年调入5人、退休3人。", "error sum"},
        {"在职人员净减2人，当年调入3人、退休5人。", NULL},
        {"2024年新招录5人、调入2人、退休4人，净增3人。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_came_and_went_makes_what_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
