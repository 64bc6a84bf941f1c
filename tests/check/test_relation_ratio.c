#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void ratio_is_that_of_the_numbers(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目总投资2,400万元，其中中央资金1,"
         "200万元、省级资金600万元、县级配套600万元，比例为2∶1∶2。",
         "error rate"},
        {"项目总投资2,400万元，其中中央资金1,"
         "200万元、省级资金600万元、县级配套600万元，比例为2∶1∶1。",
         NULL},
        {"省级补助120万元，县级配套480万元，配套比例为1:4。", NULL},
        {"省级补助120万元，县级配套480万元，配套比例为1:3。", "error rate"},
        {"现有专任教师60人，学生900人，师生之比为1∶15。", NULL},
        {"按1∶4比例安排省级资金120万元、县级资金460万元。", "error rate"},
        {"按1∶4比例安排省级资金120万元、县级资金480万元。", NULL},
        {"城乡居民人均收入分别为32,000元、20,000元，城乡收入之比为1.6∶1。", NULL},
        {"会议于9:30开始，按比例抽查12个村、8个社区。", NULL},
        {"三次产业结构为18.6∶42.3∶39.1。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratio_is_that_of_the_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
