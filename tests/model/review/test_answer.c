#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/review/answer.h"

#include <string.h>

/* What stands for the only number of the text once that was typed; the sentence of the error. */
static enum rc answer(struct str *out, const char *text, const char *typed, struct err *err) {
    struct review_text read = {0};
    review_text_read(&read, span_of(text));
    assert_int_equal(read.number_count, 1);
    enum rc rc = review_write_answer(out, &read, &read.numbers[0], span_of(typed), err);
    review_text_release(&read);
    return rc;
}

static void an_answer_has_the_form_of_the_number(void **state) {
    static const struct {
        const char *text, *typed, *written;
    } cases[] = {
        {"救助370户", "412", "412"},
        {"救助370户", "４１２", "412"},
        {"救助370户", " 412户 ", "412"},
        {"参与1,786人次", "2034", "2,034"},
        {"参与1,786人次", "986", "986"},
        {"参与1786人次", "2,034", "2034"},
        {"参与986人次", "2,034", "2,034"}, /* what was typed tells */
        {"参与986人次", "2034", "2034"},
        {"参与1，786人次", "2034", "2，034"}, /* full-width commas, of an input method */
        {"参与1,786人次", "2，034", "2,034"},
        {"参与1786人次", "2，034", "2034"},
        {"参与986人次", "2，034", "2,034"},
        {"投入1，596.35万元", "8，596.4", "8，596.40"},
        {"参与1786人次", "2 034", "2034"}, /* blanks between thousands */
        {"参与1,786人次", "12 034", "12,034"},
        {"参与1 786人次", "321", "321"},
        {"参与1 786人次", "4321", "4 321"},
        {"参与1 786 人次", "4,321", "4 321"},
        {"参与1\u2009786人次", "4321", "4\u2009321"},
        {"参与1\u00A0234\u00A0567人次", "7654321", "7\u00A0654\u00A0321"},
        {"参与1\u202F786.5万元", "4321", "4\u202F321.0"},
        {"设备\t1 234.5", "4321", "4 321.0"},
        {"投入812.15万元", "900", "900.00"},
        {"投入812.15万元", "900.5", "900.50"},
        {"投入812.15万元", "900.125", "900.125"}, /* nothing typed is cut */
        {"投入812.15万元", "0.09亿元", "900.00"},
        {"投入812.15万元", "9000000元", "900.00"},
        {"增长10.7%", "8", "8.0"},
        {"增长10.7%", "８。２％", "8.2"}, /* as an input method gives it */
        {"增长10.7%", "8·2", "8.2"},
        {"救助３７０户", "412", "４１２"},
        {"投入８１２．５万元", "900", "９００．０"},
        {"打造两个品牌", "3", "三"},
        {"打造三个品牌", "2", "两"},
        {"打造三个品牌", "120", "120"},
        {"召开三次会议", "1", "一"},
        {"走访八十六户", "92户", "九十二"},
        {"人均3.5天", "4天", "4.0"},
        {"下降-3%", "2", "2"},
        {"下降-3%", "-2.5%", "-2.5"},
        {"投入3500万", "4000", "4000"},
        {"达到百分之九十八", "97", "九十七"},
        {"达到百分之九十八", "97.5%", "九十七点五"},
        {"达到百分之九十八", "100", "百"},
        {"达到百分之九十八", "2", "二"},
        {"达到百分之九十八", "0.5", "零点五"},
        {"达到百分之九十八", "120", "120"},
        {"达到百分之95", "97.5", "97.5"},
        {"处理案件3500余起", "4000起", "4000"},
        {"设备\t98.5", "-3", "-3.0"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str out = STR_INIT;
        struct err err = {0};
        if (answer(&out, cases[i].text, cases[i].typed, &err) != RC_OK ||
            strcmp(out.s, cases[i].written) != 0)
            fail_msg("%s, %s: %s, not %s; %s", cases[i].text, cases[i].typed, out.s,
                     cases[i].written, err.text);
        str_release(&out);
    }
}

/* The first number of the text. */
static void a_number_that_grew_is_separated_as_those_beside_it(void **state) {
    static const struct {
        const char *text, *typed, *written;
    } cases[] = {
        {"拨付286.20元，结余4,500.50元", "4100.30", "4,100.30"},
        {"拨付286.20元，结余4500.50元", "4100.30", "4100.30"},
        {"拨付286.20元，结余4500.50元", "4,100.30", "4,100.30"}, /* what was typed tells */
        {"拨付286.20元，结余4,500.50元", "987", "987.00"},
        {"拨付1286.20元，结余4,500.50元", "4100.30", "4100.30"}, /* its own form */
        {"拨付286元，结余4500元，应收12,300元", "4100", "4100"}, /* the nearest */
        {"拨付286元。结余4,500元", "4100", "4100"},              /* another sentence */
        {"拨付286元，结余4 500元", "4100", "4 100"},
        {"设备\t286.20\t4,500.50", "4100.3", "4,100.30"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str out = STR_INIT;
        struct err err = {0};
        struct review_text read = {0};
        review_text_read(&read, span_of(cases[i].text));
        assert_int_equal(
            review_write_answer(&out, &read, &read.numbers[0], span_of(cases[i].typed), &err),
            RC_OK);
        if (strcmp(out.s, cases[i].written) != 0)
            fail_msg("%s, %s: %s, not %s", cases[i].text, cases[i].typed, out.s, cases[i].written);
        review_text_release(&read);
        str_release(&out);
    }
}

static void what_is_no_number_of_these_is_refused_with_a_sentence(void **state) {
    static const struct {
        const char *text, *typed, *why;
    } cases[] = {
        {"救助370户", "四百", "不是数"},        {"救助370户", "x", "不是数"},
        {"救助370户", "412人", "单位是户"},     {"投入812.15万元", "900户", "单位是万元"},
        {"设备\t98.5", "99元", "这里只写数字"}, {"救助370户", "1,23", "千分位"},
        {"救助370户", "12.", "小数点"},         {"救助370户", "12 34", "单位是户"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str out = STR_INIT;
        struct err err = {0};
        assert_int_equal(answer(&out, cases[i].text, cases[i].typed, &err), RC_INPUT);
        assert_string_equal(out.s, "");
        if (strstr(err.text, cases[i].why) == NULL)
            fail_msg("%s: %s", cases[i].typed, err.text);
        str_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_has_the_form_of_the_number),
        cmocka_unit_test(a_number_that_grew_is_separated_as_those_beside_it),
        cmocka_unit_test(what_is_no_number_of_these_is_refused_with_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
