#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/number/number.h"
#include "tests/support/random.h"

#include <string.h>

__extension__ typedef __int128 wide;

static struct number *number_of(const char *text) {
    struct number *number = NULL;
    struct err err = {0};
    if (number_parse(&number, span_of(text), &err) != RC_OK)
        fail_msg("%s: %s", text, err.text);
    return number;
}

/* Frees the number. */
static void assert_fixed(struct number *number, int decimals, const char *text) {
    struct str got = STR_INIT;
    assert_non_null(number);
    number_add_fixed(&got, number, decimals, false);
    assert_string_equal(got.s, text);
    str_release(&got);
    number_free(number);
}

static void assert_short(struct number *number, const char *text) {
    struct str got = STR_INIT;
    assert_non_null(number);
    number_add_short(&got, number, NUMBER_DECIMALS_MOST, false);
    assert_string_equal(got.s, text);
    str_release(&got);
    number_free(number);
}

typedef struct number *operation(const struct number *, const struct number *);

static struct number *apply(operation *run, const char *a, const char *b) {
    struct number *left = number_of(a), *right = number_of(b);
    struct number *result = run(left, right);
    number_free(left);
    number_free(right);
    return result;
}

static void clerks_writings_of_a_number_are_read(void **state) {
    (void)state;
    assert_short(number_of("8596.35"), "8596.35");
    assert_short(number_of("1,234.56"), "1234.56");
    assert_short(number_of("1,234,567"), "1234567");
    assert_short(number_of("１２３．５"), "123.5");
    assert_short(number_of("-3.50"), "-3.5");
    assert_short(number_of("－３"), "-3");
    assert_short(number_of("−3"), "-3");
    assert_short(number_of("10.7%"), "0.107");
    assert_short(number_of("１０％"), "0.1");
    assert_short(number_of(" 　12\t"), "12");
    assert_short(number_of("007"), "7");
    assert_short(number_of("-0"), "0");
}

static void anything_else_is_refused_with_a_sentence(void **state) {
    (void)state;
    static const char *const wrong[] = {"",
                                        " ",
                                        "1,23",
                                        "1e5",
                                        "0x10",
                                        "12 34",
                                        "1,234,5",
                                        ".5",
                                        "5.",
                                        "1.2.3",
                                        "--5",
                                        "+5",
                                        "1234,567",
                                        "0,123",
                                        "1，23",
                                        "1，234，5",
                                        "一百",
                                        "12.5.",
                                        "1,,234",
                                        "12元",
                                        "5%%",
                                        "- 5",
                                        "1.234,567",
                                        "NaN",
                                        "inf",
                                        "1/3",
                                        ("99999999999999999999999999999999999999999999"
                                         "99999999999999999")};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct number *number = NULL;
        struct err err = {0};
        if (number_parse(&number, span_of(wrong[i]), &err) != RC_INPUT)
            fail_msg("%s is read", wrong[i]);
        assert_null(number);
        assert_true(err.text[0] != '\0');
    }
}

static void what_stands_behind_a_number_is_left(void **state) {
    (void)state;
    struct span text = SPAN("8596.5万元");
    struct number *number = NULL;
    assert_int_equal(number_take(&number, &text, NULL), RC_OK);
    assert_true(span_is(text, "万元"));
    assert_short(number, "8596.5");
    text = SPAN("约3");
    assert_int_equal(number_take(&number, &text, NULL), RC_INPUT);
    assert_true(span_is(text, "约3"));
}

static void decimals_are_exact(void **state) {
    (void)state;
    assert_short(apply(number_add, "0.1", "0.2"), "0.3");
    assert_short(apply(number_multiply, "37162", "10.7%"), "3976.334");
    assert_short(apply(number_subtract, "0.3", "0.1"), "0.2");
    assert_fixed(apply(number_multiply, "1000000000000000", "1000000000000000.01"), 2,
                 "1000000000000000010000000000000.00");
    assert_fixed(number_of("1000000000000000"), 2, "1000000000000000.00");
    assert_fixed(apply(number_divide, "1", "3"), 4, "0.3333");
    struct number *third = apply(number_divide, "1", "3"), *three = number_of("3");
    assert_short(number_multiply(third, three), "1");
    number_free(third);
    number_free(three);
}

static void rounding_is_half_up_once(void **state) {
    (void)state;
    assert_fixed(number_of("2.675"), 2, "2.68");
    assert_fixed(number_of("-2.675"), 2, "-2.68");
    assert_fixed(number_of("0.5"), 0, "1");
    assert_fixed(number_of("-0.5"), 0, "-1");
    assert_fixed(number_of("-0.004"), 2, "0.00");
    assert_fixed(number_of("0.4449"), 2, "0.44");
    assert_fixed(number_of("999.995"), 2, "1000.00");
    assert_fixed(number_of("0.05"), 3, "0.050");
    struct number *number = number_of("12345.678");
    assert_short(number_round(number, -2), "12300");
    assert_short(number_round(number, 1), "12345.7");
    number_free(number);
}

static void few_decimals_say_the_number(void **state) {
    (void)state;
    assert_short(number_of("12.50"), "12.5");
    assert_short(number_of("100"), "100");
    assert_short(number_of("0"), "0");
    struct number *third = apply(number_divide, "200", "3");
    struct str text = STR_INIT;
    number_add_short(&text, third, 2, false);
    assert_string_equal(text.s, "66.67");
    str_clear(&text);
    number_add_short(&text, third, 0, false);
    assert_string_equal(text.s, "67");
    str_release(&text);
    number_free(third);
}

static void money_is_grouped_by_three(void **state) {
    (void)state;
    static const struct {
        const char *number, *text;
    } cases[] = {{"1234567.891", "1,234,567.89"}, {"123", "123.00"},         {"1000", "1,000.00"},
                 {"-123456", "-123,456.00"},      {"-999.999", "-1,000.00"}, {"0", "0.00"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct number *number = number_of(cases[i].number);
        struct str text = STR_INIT;
        number_add_fixed(&text, number, 2, true);
        assert_string_equal(text.s, cases[i].text);
        str_release(&text);
        number_free(number);
    }
}

static struct number *convert(const char *number, const char *from, const char *to) {
    struct number *given = number_of(number);
    struct number *converted = number_convert(given, span_of(from), span_of(to));
    number_free(given);
    return converted;
}

static void units_convert_exactly(void **state) {
    (void)state;
    assert_short(convert("8596", "万元", "元"), "85960000");
    assert_short(convert("8596", "万", "元"), "85960000");
    assert_short(convert("85960001", "元", "亿元"), "0.85960001");
    assert_short(convert("1.2", "亿元", "万元"), "12000");
    assert_short(convert("1.2", "万人", "人"), "12000");
    assert_short(convert("5", "千克", "克"), "5000");
    assert_short(convert("7", "", ""), "7");
    assert_short(convert("7", "件", "件"), "7");
    assert_null(convert("7", "元", "人"));
    assert_null(convert("7", "", "元"));
    assert_null(convert("7", "百分点", "元"));
}

static void nothing_divides_by_zero(void **state) {
    (void)state;
    assert_null(apply(number_divide, "1", "0"));
    assert_null(apply(number_modulo, "1", "0.00"));
    assert_short(apply(number_modulo, "7.5", "2"), "1.5");
    assert_short(apply(number_modulo, "-7", "3"), "-1");
    assert_short(apply(number_modulo, "7", "-3"), "1");
}

static void no_number_outgrows_its_bounds(void **state) {
    (void)state;
    struct number *number = number_of("1.1");
    size_t squared = 0;
    for (struct number *next; (next = number_multiply(number, number)) != NULL; squared++) {
        number_free(number);
        number = next;
    }
    assert_in_range(squared, 8, 12);
    struct str text = STR_INIT;
    number_add_fixed(&text, number, 2, true);
    assert_true(text.len > 10);
    str_release(&text);
    number_free(number);
}

/* Parts of given hundredths; returns them as they add up, in hundredths. */
static void assert_shares(const char *const *parts, size_t count, int decimals,
                          const char *const *shown) {
    struct number *given[8] = {NULL}, *out[8] = {NULL};
    for (size_t i = 0; i < count; i++)
        given[i] = number_of(parts[i]);
    number_share_out(out, (const struct number *const *)given, count, decimals);
    for (size_t i = 0; i < count; i++) {
        assert_fixed(out[i], decimals, shown[i]);
        number_free(given[i]);
    }
}

static void rounded_parts_add_up(void **state) {
    (void)state;
    assert_shares((const char *[]){"33.335", "33.335", "33.33"}, 3, 2,
                  (const char *[]){"33.34", "33.33", "33.33"});
    assert_shares((const char *[]){"0.5", "0.5", "-1"}, 3, 0, (const char *[]){"1", "0", "-1"});
    assert_shares((const char *[]){"-0.4", "-0.4", "-0.4"}, 3, 0, (const char *[]){"0", "0", "-1"});
    assert_shares((const char *[]){"0.6"}, 1, 0, (const char *[]){"1"});
    number_share_out(NULL, NULL, 0, 2);
}

static void random_parts_add_up_to_their_rounded_sum(void **state) {
    (void)state;
    struct random random = {31};
    for (int round = 0; round < 300; round++) {
        struct number *parts[6], *out[6], *sum = number_from_int(0), *shown = number_from_int(0);
        size_t count = 1 + random_below(&random, 6);
        for (size_t i = 0; i < count; i++) {
            struct number *a = number_from_int((int64_t)random_below(&random, 20000) - 10000);
            struct number *b = number_from_int(1 + (int64_t)random_below(&random, 37));
            parts[i] = number_divide(a, b);
            number_free(a);
            number_free(b);
        }
        number_share_out(out, (const struct number *const *)parts, count, 2);
        for (size_t i = 0; i < count; i++) {
            struct number *more = number_add(sum, parts[i]), *seen = number_add(shown, out[i]);
            number_free(sum);
            number_free(shown);
            number_free(parts[i]);
            number_free(out[i]);
            sum = more;
            shown = seen;
        }
        struct number *rounded = number_round(sum, 2);
        assert_int_equal(number_compare(rounded, shown), 0);
        number_free(rounded);
        number_free(sum);
        number_free(shown);
    }
}

/* ---- against integers of 128 bits, in hundredths ---- */

static void add_wide(struct str *out, wide hundredths) {
    char digits[48];
    size_t count = 0;
    if (hundredths < 0) {
        str_add_byte(out, '-');
        hundredths = -hundredths;
    }
    for (; count < 3 || hundredths > 0; hundredths /= 10)
        digits[count++] = (char)('0' + (int)(hundredths % 10));
    while (count > 2)
        str_add_byte(out, digits[--count]);
    str_add_byte(out, '.');
    while (count > 0)
        str_add_byte(out, digits[--count]);
}

static int64_t random_amount(struct random *random) {
    uint64_t bits = ((uint64_t)random_below(random, UINT32_MAX) << 31) ^
                    (uint64_t)random_below(random, UINT32_MAX);
    int64_t amount = (int64_t)(bits >> random_below(random, 60));
    return random_below(random, 2) == 0 ? amount : -amount;
}

static struct number *hundredths_of(int64_t amount) {
    struct str text = STR_INIT;
    add_wide(&text, amount);
    struct number *number = number_of(text.s);
    str_release(&text);
    return number;
}

static void assert_wide(struct number *number, int decimals, wide hundredths) {
    struct str text = STR_INIT;
    add_wide(&text, hundredths);
    assert_fixed(number, decimals, text.s);
    str_release(&text);
}

static void arithmetic_agrees_with_integers(void **state) {
    (void)state;
    struct random random = {20231};
    for (int round = 0; round < 3000; round++) {
        int64_t a = random_amount(&random), b = random_amount(&random);
        struct number *x = hundredths_of(a), *y = hundredths_of(b);
        assert_wide(number_add(x, y), 2, (wide)a + b);
        assert_wide(number_subtract(x, y), 2, (wide)a - b);
        wide product = (wide)a * b; /* in ten thousandths: round half up */
        wide half = product < 0 ? -50 : 50;
        assert_wide(number_multiply(x, y), 2, (product + half) / 100);
        assert_int_equal(number_compare(x, y), (a > b) - (a < b));
        assert_int_equal(number_sign(x), (a > 0) - (a < 0));
        if (b != 0)
            assert_wide(number_modulo(x, y), 2, (wide)a % b);
        number_free(x);
        number_free(y);
    }
}

static void whole_numbers_fit_integers_or_say_no(void **state) {
    (void)state;
    int64_t out = 0;
    struct number *number = number_from_int(INT64_MIN);
    assert_true(number_to_int(number, &out) && out == INT64_MIN);
    number_free(number);
    number = number_of("9223372036854775808");
    assert_false(number_to_int(number, &out));
    assert_true(number_is_whole(number));
    number_free(number);
    number = number_of("0.5");
    assert_false(number_to_int(number, &out));
    number_free(number);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clerks_writings_of_a_number_are_read),
        cmocka_unit_test(anything_else_is_refused_with_a_sentence),
        cmocka_unit_test(what_stands_behind_a_number_is_left),
        cmocka_unit_test(decimals_are_exact),
        cmocka_unit_test(rounding_is_half_up_once),
        cmocka_unit_test(few_decimals_say_the_number),
        cmocka_unit_test(money_is_grouped_by_three),
        cmocka_unit_test(units_convert_exactly),
        cmocka_unit_test(nothing_divides_by_zero),
        cmocka_unit_test(no_number_outgrows_its_bounds),
        cmocka_unit_test(rounded_parts_add_up),
        cmocka_unit_test(random_parts_add_up_to_their_rounded_sum),
        cmocka_unit_test(arithmetic_agrees_with_integers),
        cmocka_unit_test(whole_numbers_fit_integers_or_say_no),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
