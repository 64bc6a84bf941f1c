#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void amount_in_another_unit_is_the_same(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"产业园总投资1.26亿元（即1,260万元），由城投公司负责实施。", "error unit"},
        {"产业园总投资1.26亿元（即12,600万元），由城投公司负责实施。", NULL},
        {"固定资产投资2.35亿元（23,486.7万元）。", NULL},
        {"固定资产投资2.35亿元（2,348.67万元）。", "error unit"},
        {"划定基地15,000亩（折合1,000公顷），涉及9个乡镇。", NULL},
        {"划定基地15,000亩（折合100公顷），涉及9个乡镇。", "error unit"},
        {"造林1,000亩（约66.7公顷）。", NULL},
        {"造林1,000亩（合67公顷）。", NULL},
        {"新建管网12.6公里（12,600米）。", NULL},
        {"新建管网12.6公里（1,260米）。", "error unit"},
        {"债券资金3.2亿元，折合32,000万元。", NULL},
        {"债券资金3.2亿元，折合3,200万元。", "error unit"},
        {"收购粮食350吨（即35万公斤）。", NULL},
        {"收购粮食350吨（即3.5万公斤）。", "error unit"},
        {"总投资1.2亿元（约1.2亿元由社会资本投入）。", NULL},
        {"总投资1.2亿元（其中债券3,000万元）。", NULL},
        {"欠款5.6万元（56,000元）。", NULL},
        {"总投资近1.2亿元（约11,860万元）。", NULL},
    };
    RUN(cases);
}

static void multiple_is_of_the_old_value(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"电商年销售额由1.2亿元增加到3.6亿元，是原来的4倍。", "error rate"},
        {"电商年销售额由1.2亿元增加到3.6亿元，是原来的3倍。", NULL},
        {"研学游客数由2.4万人次增至6万人次，是上年的2.5倍，即增长1.5倍。", NULL},
        {"研学游客数由2.4万人次增至6万人次，是上年的2.5倍，即增长2.5倍。", "error rate"},
        {"游客数由2万人次增至6万人次，增加4万人次，达到原来的2倍。", "error rate"},
        {"游客数由2万人次增至6万人次，增加4万人次，达到原来的3倍。", NULL},
        {"2022年产值1,500万元，2023年产值3,000万元，增长1.5倍。", "error rate"},
        {"2022年产值1,500万元，2023年产值3,000万元，增长1倍。", NULL},
        {"床位从120张增加到300张，增长1.5倍。", NULL},
        {"床位从120张增加到300张，为建设前的3.5倍。", "error rate"},
        {"床位从120张增加到300张，约为建设前的3倍。", NULL},
        {"床位从120张增加到300张，为全省平均水平的1.2倍。", NULL},
    };
    RUN(cases);
}

static void mean_is_of_the_list(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2021至2023年分别拨付补助120万元、150万元、165万元，年均154万元。", "error product"},
        {"2021至2023年分别拨付补助120万元、150万元、165万元，年均145万元。", NULL},
        {"三年投入分别为86万元、92万元和101万元，共279万元，年均93万元。", NULL},
        {"三年投入分别为86万元、92万元和101万元，共279万元，年均95万元。", "error product"},
        {"三名专家打分分别为85分、88分、91分，平均分为89分。", "error product"},
        {"三名专家打分分别为85分、88分、91分，平均分为88分。", NULL},
        {"五名专家打分为85分、88分、91分、93分、60分，去掉最高分和最低分，平均88分。", NULL},
        {"近三年招录12人、15人、20人，年均15.7人。", NULL},
        {"近三年招录12人、15人、20人，年均17.5人。", "error product"},
        {"分别补助120万元、150万元，户均1.2万元。", NULL},
        {"分别投入120万元、150万元、165万元，年均增长22.5万元。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amount_in_another_unit_is_the_same),
        cmocka_unit_test(multiple_is_of_the_old_value),
        cmocka_unit_test(mean_is_of_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
