#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void chain_of_comparisons_has_one_subject(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"会议费9.6万元，较预算减少2.4万元，下降20%，较上年减少1.6万元，下降16.67%。",
         "error rate"},
        {"会议费9.6万元，较预算减少2.4万元，下降20%，较上年减少1.6万元，下降14.29%。", NULL},
        {"卫生支出96万元，占总支出的12%，同比增加16万元，增长16.67%。", "error rate"},
        {"卫生支出96万元，占总支出的12%，同比增加16万元，增长20%。", NULL},
    };
    RUN(cases);
}

static void subject_is_carried_into_the_next_sentence(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"本年差旅费支出5.4万元。比上年少支出0.6万元，降幅11.11%。", "error rate"},
        {"本年差旅费支出5.4万元。比上年少支出0.6万元，降幅10%。", NULL},
        {"经比较，2023年电费8万元，较上年增加1.6万元，增长25%。", NULL},
        {"收入2000万元，其中拨款1800万元。与上年相比，减少200万元，下降9.09%。", NULL},
    };
    RUN(cases);
}

static void what_is_named_is_the_subject(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"运行费28万元，接待费6万元。接待费比上年减少2万元，下降25%。", NULL},
        {"运行费28万元，接待费6万元。接待费比上年减少2万元，下降33.33%。", "error rate"},
        {"运行费28万元。购置费比上年减少30万元，下降90%。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chain_of_comparisons_has_one_subject),
        cmocka_unit_test(subject_is_carried_into_the_next_sentence),
        cmocka_unit_test(what_is_named_is_the_subject),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
