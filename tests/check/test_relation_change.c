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

static void growth_in_other_words(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"本年收入1,520万元，较上年1,400万元增加120万元，增长9.57%。", "error rate"},
        {"本年收入1,520万元，较上年1,400万元增加120万元，增长8.57%。", NULL},
        {"水电费由上年的42万元下降到37.8万元，降幅12%。", "error rate"},
        {"水电费由上年的42万元下降到37.8万元，降幅10%。", NULL},
        {"上年支出860万元，本年支出903万元，同比增长6%。", "error rate"},
        {"上年支出860万元，本年支出903万元，同比增长5%。", NULL},
        {"农村居民人均可支配收入从23,400元增加到25,272元，增长9%。", "error rate"},
        {"农村居民人均可支配收入从23,400元增加到25,272元，增长8%。", NULL},
        {"人均可支配收入达到25,272元，较上年增加1,872元，增长9%。", "error rate"},
        {"人均可支配收入达到25,272元，较上年增加1,872元，增长8%。", NULL},
        {"2023年接待费3.2万元，2022年为4万元，减少0.8万元，下降25%。", "error rate"},
        {"2023年接待费3.2万元，2022年为4万元，减少0.8万元，下降20%。", NULL},
        {"差旅费支出8.4万元，比上年减少1.6万元，下降19.05%。", "error rate"},
        {"差旅费支出8.4万元，比上年减少1.6万元，下降16%。", NULL},
        {"案件总数由去年的75起降至60起，减少15起，同比下降25%。", "error rate"},
        {"案件总数由去年的75起降至60起，减少15起，同比下降20%。", NULL},
        {"上年度满意度91.2%，本年度94.5%，提高3.5个百分点。", "error difference"},
        {"上年度满意度91.2%，本年度94.5%，提高3.3个百分点。", NULL},
        {"覆盖率由82.4%提高到90.1%，提高8.7个百分点。", "error difference"},
        {"覆盖率由82.4%提高到90.1%，提高7.7个百分点。", NULL},
        {"城镇新增就业人数由430人增至516人，增幅达18%。", "error rate"},
        {"城镇新增就业人数由430人增至516人，增幅达20%。", NULL},
        {"年初预算500万元，调整后预算560万元，调增70万元。", "error difference"},
        {"年初预算500万元，调整后预算560万元，调增60万元。", NULL},
        {"村集体经济收入从120万元增加到150万元，净增40万元。", "error difference"},
        {"村集体经济收入从120万元增加到150万元，净增30万元。", NULL},
        {"人均收入由1.8万元提高到2.07万元，增长了15%。", NULL},
    };
    RUN(cases);
}

static void direction_of_a_difference(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"投诉量由去年的96件上升到81件。", "error direction"},
        {"投诉量由去年的96件下降到81件。", NULL},
        {"本年支出520万元，较上年540万元增加20万元。", "error direction"},
        {"本年支出520万元，较上年540万元减少20万元。", NULL},
        {"2022年为35起，2023年为28起，同比上升20%。", "error rate"},
        {"2022年为35起，2023年为28起，同比下降20%。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chain_of_comparisons_has_one_subject),
        cmocka_unit_test(subject_is_carried_into_the_next_sentence),
        cmocka_unit_test(what_is_named_is_the_subject),
        cmocka_unit_test(growth_in_other_words),
        cmocka_unit_test(direction_of_a_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
