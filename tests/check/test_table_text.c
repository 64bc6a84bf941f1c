#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/table_text.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_table_text, cases, ARRAY_LEN(cases))

static void text_says_what_the_table_says(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"文物保护与修缮项目支出268.35万元，低于预算。\n项目\t预算\t支出\n文物保护与修缮\t300."
         "00\t286.35\n旅游宣传推介\t318.00\t318.00",
         "error table-text"},
        {"文物保护与修缮项目支出286.35万元，低于预算。\n项目\t预算\t支出\n文物保护与修缮\t300."
         "00\t286.35\n旅游宣传推介\t318.00\t318.00",
         NULL},
        {"项目\t预算\t支出\t执行率\n文物保护与修缮\t300.00\t286.35\t95.45%\n广播电视覆盖\t160."
         "00\t155.16\t96.98%\n旅游宣传推介\t318.00\t318.00\t100.00%\n广播电视覆盖执行率最低。",
         "warning table-text"},
        {"项目\t预算\t支出\t执行率\n文物保护与修缮\t300.00\t286.35\t95.45%\n广播电视覆盖\t160."
         "00\t155.16\t96.98%\n旅游宣传推介\t318.00\t318.00\t100.00%\n文物保护与修缮执行率最低。",
         NULL},
        {"项目\t预算\t支出\t执行率\n文物保护与修缮\t300.00\t286.35\t95.45%\n广播电视覆盖\t160."
         "00\t155.16\t96.98%\n旅游宣传推介\t318.00\t318.00\t100.00%\n3个项目执行率均超过96%。",
         "warning table-text"},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_says_what_the_table_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
