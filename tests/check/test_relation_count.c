#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void count_word_counts_the_list_it_touches(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"包含了学习、活动、服务三大功能。", NULL},
        {"包含了学习、活动三大功能。", "error count-word"},
        {"围绕组织、宣传、统战、纪检五大任务开展工作。", "error count-word"},
        {"围绕组织、宣传、统战和纪检四大任务开展工作。", NULL},
        {"围绕组织、宣传和统战四大任务开展工作。", "error count-word"},
        {"完成杏园、临湖两个老旧小区改造。", NULL},
        {"完成杏园、临湖、东门两个老旧小区改造。", "error count-word"},
        {"办好社区食堂、老年助浴、暑期托管三件实事。", NULL},
        {"办好社区食堂、老年助浴三件实事。", "error count-word"},
        {"抓好防汛、防火、防溺水等五项工作。", NULL},
        {"落实“三会一课”、主题党日等制度，推进“三高四新”战略。", NULL},
        {"设置了“清廉茶话室”、“金秋党旗红”、“金秋幸福家”三个活动阵地。", NULL},
        {"设置了“清廉茶话室”、“金秋党旗红”、“金秋幸福家”四个活动阵地。", "error count-word"},
        {"打造珑湖小区完美小区和白洲社区示范支部两个特色品牌。", NULL},
        {"街道、社区每个月召开一次会议。", NULL},
        {"学习贯彻党的二十大精神和“五清”“六个一”要求。", NULL},
        {"修订工作规则、财务制度两项制度，新增三项措施。", NULL},
        {"防输入、防扩散、防反弹三条防线。", NULL},
        {"防输入、防扩散三条防线。", "error count-word"},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(count_word_counts_the_list_it_touches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
