#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/han_number.h"
#include "base/text/utf8.h"

static void assert_written(unsigned n, const char *wanted) {
    struct str out = STR_INIT;
    han_number_add(&out, n);
    assert_string_equal(out.s, wanted);
    str_release(&out);
}

static void numbers_are_written_as_ordinals(void **state) {
    (void)state;
    assert_written(1, "一");
    assert_written(10, "十");
    assert_written(11, "十一");
    assert_written(20, "二十");
    assert_written(99, "九十九");
    assert_written(100, "一百");
    assert_written(105, "一百零五");
    assert_written(110, "一百一十");
    assert_written(111, "一百一十一");
    assert_written(1005, "一千零五");
    assert_written(1010, "一千零一十");
    assert_written(1100, "一千一百");
    assert_written(9090, "九千零九十");
    assert_written(9999, "九千九百九十九");
}

static void every_number_reads_back(void **state) {
    (void)state;
    for (unsigned n = 1; n <= HAN_NUMBER_MOST; n++) {
        struct str out = STR_INIT;
        han_number_add(&out, n);
        str_add_text(&out, "、甲");
        struct span rest = str_span(&out);
        unsigned got = 0;
        assert_true(han_number_take(&rest, &got));
        assert_int_equal(got, n);
        assert_true(span_is(rest, "、甲"));
        str_release(&out);
    }
}

static void what_is_no_ordinal_is_left_alone(void **state) {
    (void)state;
    static const char *const others[] = {
        "",         "甲",       "零",         "〇",
        "两",       "二〇二二", "一二",       "一十一",
        "十一五",   "一万",     "一千万",     "一百〇五",
        "一百五",   "百",       "零一",       "一零",
        "一百零",   "十十",     "1",          "、一",
        "二百两",   "百一",     "一千五",     "十百千",
        "一百零十", "千千千",   "一百零零五", "一九九八七六五四三二一"};
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        struct span rest = span_of(others[i]);
        unsigned n = 77;
        if (han_number_take(&rest, &n))
            fail_msg("%s is %u", others[i], n);
        assert_true(span_is(rest, others[i]));
        assert_int_equal(n, 77);
    }
}

static void circled_numbers_go_to_fifty(void **state) {
    (void)state;
    static const struct {
        unsigned n;
        const char *text;
    } edges[] = {{1, "①"}, {20, "⑳"}, {21, "㉑"}, {35, "㉟"}, {36, "㊱"}, {50, "㊿"}};
    for (size_t i = 0; i < ARRAY_LEN(edges); i++) {
        struct str out = STR_INIT;
        han_circled_add(&out, edges[i].n);
        assert_string_equal(out.s, edges[i].text);
        str_release(&out);
    }
    for (unsigned n = 1; n <= HAN_CIRCLED_MOST; n++) {
        struct str out = STR_INIT;
        unsigned got = 0;
        han_circled_add(&out, n);
        struct span rest = str_span(&out);
        assert_true(han_circled_take(&rest, &got));
        assert_int_equal(got, n);
        assert_int_equal(rest.n, 0);
        assert_false(han_circled_take(&rest, &got));
        str_release(&out);
    }
    unsigned count = 0;
    for (char32_t c = 1; c < 0xD800; c++) {
        char bytes[UTF8_MAX];
        struct span text = {bytes, utf8_put(c, bytes)};
        unsigned n = 0;
        count += han_circled_take(&text, &n);
    }
    assert_int_equal(count, HAN_CIRCLED_MOST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_ordinals),
        cmocka_unit_test(every_number_reads_back),
        cmocka_unit_test(what_is_no_ordinal_is_left_alone),
        cmocka_unit_test(circled_numbers_go_to_fifty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
