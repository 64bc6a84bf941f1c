#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/quantity/quantity.h"

static void digits_of_both_widths_are_taken(void **state) {
    struct span text = SPAN("0１2年");
    struct digits digits;
    (void)state;
    assert_true(digits_take(&text, &digits));
    assert_int_equal(digits.value, 12);
    assert_int_equal(digits.count, 3);
    assert_true(digits.zero_first);
    assert_true(span_is(text, "年"));
    assert_false(digits_take(&text, &digits));
    assert_int_equal(digit_take(&text), -1);
    assert_true(span_is(text, "年"));
}

static void number_too_large_has_no_value(void **state) {
    struct span text = SPAN("99999999999999999999999");
    struct digits digits;
    (void)state;
    assert_true(digits_take(&text, &digits));
    assert_int_equal(digits.value, 0);
    assert_int_equal(digits.count, 23);
    assert_int_equal(text.n, 0);
}

static void units_are_told_from_words_that_begin_like_them(void **state) {
    static const struct {
        const char *text;
        bool measure, time, counter;
    } cases[] = {
        {"万元", true, false, false},    {"元", true, false, false},
        {"元素", false, false, false},   {"％", true, false, false},
        {"亩，", true, false, false},    {"分析", false, false, false},
        {"分。", true, false, false},    {"年", false, true, false},
        {"年度", false, false, false},   {"天", false, true, false},
        {"户居民", false, false, true},  {"户籍", false, false, false},
        {"个社区", false, false, true},  {"个人", false, false, false},
        {"个百分点", true, false, true}, {"月份", false, false, true},
        {"月度", false, false, false},   {"项目", false, false, false},
        {"目标", false, false, false},   {"", false, false, false},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct span text = span_of(cases[i].text);
        if (quantity_has_measure(text) != cases[i].measure ||
            quantity_has_time(text) != cases[i].time ||
            quantity_has_counter(text) != cases[i].counter)
            fail_msg("%s", cases[i].text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_of_both_widths_are_taken),
        cmocka_unit_test(number_too_large_has_no_value),
        cmocka_unit_test(units_are_told_from_words_that_begin_like_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
