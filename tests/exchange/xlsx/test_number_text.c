/* Numbers and days of Excel files as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "exchange/xlsx/number_text.h"

static void numbers_are_plain_and_without_noise(void **state) {
    static const struct {
        const char *stored, *text;
        int shift;
    } cases[] = {{"0", "0", 0},
                 {"-0", "0", 0},
                 {"1286.4", "1286.4", 0},
                 {"1286.4000000000001", "1286.4", 0},
                 {"0.30000000000000004", "0.3", 0},
                 {"1.2864E3", "1286.4", 0},
                 {"1.2864e+3", "1286.4", 0},
                 {"5E-2", "0.05", 0},
                 {"-12.50", "-12.5", 0},
                 {"100", "100", 0},
                 {"0.951", "95.1", 2},
                 {"0.95099999999999996", "95.1", 2},
                 {"1", "100", 2},
                 {"999999999999999.9", "1000000000000000", 0},
                 {"123456789012345678", "123456789012346000", 0}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str text = STR_INIT;
        assert_true(xlsx_add_number(&text, span_of(cases[i].stored), cases[i].shift));
        assert_string_equal(text.s, cases[i].text);
        str_release(&text);
    }
}

static void what_is_no_number_gives_none(void **state) {
    static const char *const texts[] = {"", "-", "1e", "1e99", "1.2.3", "abc", "1 2", "0x10", "."};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct str text = STR_INIT;
        assert_false(xlsx_add_number(&text, span_of(texts[i]), 0));
        assert_int_equal(text.len, 0);
        str_release(&text);
    }
}

/* Excel counts a 29th of February 1900 that never was. */
static void days_are_counted_as_excel_does(void **state) {
    static const struct {
        const char *serial, *day;
        bool since_1904;
    } cases[] = {{"1", "1900-01-01", false},       {"59", "1900-02-28", false},
                 {"61", "1900-03-01", false},      {"44926", "2022-12-31", false},
                 {"44926.5", "2022-12-31", false}, {"36585", "2000-02-29", false},
                 {"43464", "2022-12-31", true}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str text = STR_INIT;
        assert_true(xlsx_add_date(&text, span_of(cases[i].serial), cases[i].since_1904));
        assert_string_equal(text.s, cases[i].day);
        str_release(&text);
    }
    struct str none = STR_INIT;
    assert_false(xlsx_add_date(&none, SPAN("0"), false));
    assert_false(xlsx_add_date(&none, SPAN("-5"), false));
    assert_false(xlsx_add_date(&none, SPAN("9999999"), false));
    str_release(&none);
}

static void numbers_are_compared_as_they_stand(void **state) {
    static const struct {
        const char *left, *right;
        int order;
    } cases[] = {{"10000", "1E4", 0}, {"9999.99", "10000", -1},
                 {"-5", "0", -1},     {"-5", "-50", 1},
                 {"0.2", "0.1", 1},   {"-0", "0", 0},
                 {"123", "1234", -1}, {"1.2345678901234567", "1.23456789012346", 0}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int order = 9;
        assert_true(xlsx_compare_numbers(span_of(cases[i].left), span_of(cases[i].right), &order));
        assert_int_equal(order, cases[i].order);
    }
    int order = 0;
    assert_false(xlsx_compare_numbers(SPAN("abc"), SPAN("1"), &order));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_plain_and_without_noise),
        cmocka_unit_test(what_is_no_number_gives_none),
        cmocka_unit_test(days_are_counted_as_excel_does),
        cmocka_unit_test(numbers_are_compared_as_they_stand),
    };
    return cmocka_run_group_tests_name("xlsx/number_text", tests, NULL, NULL);
}
