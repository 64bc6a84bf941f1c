#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/review/review_text.h"

#include <string.h>

struct text_case {
    const char *text, *numbers; /* as they stand there, with their units */
};

static void assert_numbers(const struct text_case *cases, size_t count) {
    struct review_text text = {0};
    for (size_t i = 0; i < count; i++) {
        struct str out = STR_INIT;
        review_text_read(&text, span_of(cases[i].text));
        for (size_t n = 0; n < text.number_count; n++) {
            const struct review_number *number = &text.numbers[n];
            assert_true(number->from < number->digits_to && number->digits_to <= number->to);
            assert_true(n == 0 || text.numbers[n - 1].to <= number->from);
            str_add_text(&out, n > 0 ? " " : "");
            review_add_points(&out, &text, number->from, number->to);
        }
        if (strcmp(out.s, cases[i].numbers) != 0)
            fail_msg("%s: %s, not %s", cases[i].text, out.s, cases[i].numbers);
        str_release(&out);
    }
    review_text_release(&text);
}

static void numbers_of_whatever_unit_are_asked_for(void **state) {
    static const struct text_case cases[] = {
        {"人均3.5天，办结5个工作日。", "3.5天 5个工作日"},
        {"用时8小时，平均30分钟，历时6个月，连续3年。", "8小时 30分钟 6个月 3年"},
        {"温度-5℃，含量3.2‰，里程120km。", "-5℃ 3.2‰ 120km"},
        {"捐款2万美元，平均年龄45.5岁。", "2万美元 45.5岁"},
        {"投入3500万，受益2万余，节约1.2亿。", "3500万 2万余 1.2亿"},
        {"支出1，596.35万元，受益1，234，567人。", "1，596.35万元 1，234，567人"},
        {"新建3，4，5号楼，养护2，350米。", "2，350米"},
        {"得分98.5，综合评分为96分，系数0.85。", "98.5 96分 0.85"},
        {"编制数25，实有23；满意度指数为97。", "25 23 97"},
        {"覆盖率达到百分之九十八，百分之九十八点五。", "九十八 九十八点五"},
        {"占百分之95，不足千分之三。", "95 三"},
        {"用时5天-8天，户均10户～20户，占10%-20%。", "5天 8天 10户 20户 10% 20%"},
        {"用时5-10天，走访2至3次，2万-3万元，10—12人。", "5 10天 2 3次 2万 3万元 10 12人"},
        {"召开三次会议，走访八十六户，引进企业两家，开展活动十余次。", "三次 八十六户 两家 十余次"},
        {"帮扶二十一家企业、一百二十户。", "二十一家 一百二十户"},
        {"同比下降-3%，较上年（-2.5%），增长－4户。", "-3% -2.5% －4户"},
    };
    (void)state;
    assert_numbers(cases, ARRAY_LEN(cases));
}

static void what_counts_nothing_is_not_asked_for(void **state) {
    static const struct text_case cases[] = {
        {"2023年，23年，6月26日，8:30，9时，15号。", ""},
        {"3.5 加强培训", ""},
        {"。1.2 加强培训，见2.1，（1.3）", ""},
        {"于6.26，“6.26”国际禁毒日。", ""},
        {"24小时值班，15分钟生活圈，7×24小时，365天。", ""},
        {"12345热线，电话为8123456，编号是20231，A-3户。", ""},
        {"PM2.5，5G，2.0版，1+3，3:1，6-8月，第1-3项，2023-05-01，0731-8812台。", ""},
        {"第3天，〔2023〕5号，百分之百，2024年度。", ""},
        {"残疾人两项补贴，“三公”经费，两不愁三保障，三项制度。", ""},
        {"八项规定，四个意识，两个责任，四个不摘。", ""},
        {"建党100周年。", ""},
        {"一次性补贴，再一次，一户一策，千家万户，第三次普查，每两次。", ""},
        {"区人大第七届三次会议，届三次全会，三次产业，几家，数十家。", ""},
        {"", ""},
    };
    (void)state;
    assert_numbers(cases, ARRAY_LEN(cases));
}

static void lines_of_cells_are_read_as_rows(void **state) {
    static const struct text_case cases[] = {
        {"公务用车 | 10.0 | 9.8", "10.0 9.8"},
        {"|公务用车|10|9.8%|", "10 9.8%"},
        {"公务用车｜1,200｜-3", "1,200 -3"},
        {"公务用车 │ 10 │ 2023", "10"},
        {"|---|---|", ""},
        {"公务用车  10  9.8", "10 9.8"},
        {"　　公务用车　　120　　98.5%　", "120 98.5%"},
        {"公务用车\t1 234\t12户", "1 234 12户"},
        {"救助  12户，走访  30次，共  5。", "12户 30次"}, /* prose with blanks */
    };
    (void)state;
    assert_numbers(cases, ARRAY_LEN(cases));
}

static void figures_keep_their_place_among_them(void **state) {
    static const struct text_case cases[] = {
        {"投资${investment2}，人均3天，救助${aid}户，5户。", "3天 5户"},
        {"通过“五个到户”走访3天。", "3天"},
    };
    (void)state;
    assert_numbers(cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_whatever_unit_are_asked_for),
        cmocka_unit_test(what_counts_nothing_is_not_asked_for),
        cmocka_unit_test(lines_of_cells_are_read_as_rows),
        cmocka_unit_test(figures_keep_their_place_among_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
