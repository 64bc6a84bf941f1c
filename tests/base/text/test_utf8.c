#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/str.h"
#include "base/text/utf8.h"
#include "tests/support/random.h"

static bool is_scalar(char32_t c) {
    return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF);
}

static void every_scalar_value_survives_encoding(void **state) {
    (void)state;
    for (char32_t c = 0; c <= 0x10FFFF; c++) {
        if (!is_scalar(c))
            continue;
        char bytes[UTF8_MAX];
        struct span text = {bytes, utf8_put(c, bytes)};
        if (utf8_before(text, text.n) != c || utf8_take(&text) != c || text.n != 0)
            fail_msg("U+%04X", (unsigned)c);
    }
}

static void assert_bad_bytes(const char *bytes, size_t n) {
    struct span text = {bytes, n};
    size_t bad_at = SIZE_MAX;
    assert_false(utf8_is_valid(text, &bad_at));
    assert_int_equal(bad_at, 0);
    assert_true(utf8_take(&text) == UTF8_BAD);
    assert_int_equal(text.n, n - 1);
}

static void invalid_sequences_eat_one_byte(void **state) {
    (void)state;
    assert_bad_bytes("\x80", 1);
    assert_bad_bytes("\xC0\x80", 2);
    assert_bad_bytes("\xC1\xBF", 2);
    assert_bad_bytes("\xE0\x9F\xBF", 3);
    assert_bad_bytes("\xED\xA0\x80", 3);
    assert_bad_bytes("\xED\xBF\xBF", 3);
    assert_bad_bytes("\xF0\x8F\xBF\xBF", 4);
    assert_bad_bytes("\xF4\x90\x80\x80", 4);
    assert_bad_bytes("\xF5\x80\x80\x80", 4);
    assert_bad_bytes("\xE4\xB8", 2);
    assert_bad_bytes("\xE4\x41\xAD", 3);
    assert_bad_bytes("\xFF", 1);
    size_t bad_at = 0;
    assert_false(utf8_is_valid(SPAN("中\xE4\xB8"), &bad_at));
    assert_int_equal(bad_at, 3);
    assert_true(utf8_is_valid(SPAN(""), NULL));
}

static void points_are_counted_and_found(void **state) {
    (void)state;
    struct span text = SPAN("aé中\xF0\xA0\x80\x80");
    assert_int_equal(utf8_count(text), 4);
    static const size_t offsets[] = {0, 1, 3, 6, 10, 10};
    for (size_t i = 0; i < ARRAY_LEN(offsets); i++)
        assert_int_equal(utf8_offset(text, i), offsets[i]);
    assert_int_equal(utf8_count_ink(SPAN(" 中\t文\xE3\x80\x80\xC2\xA0。\n")), 3);
}

static void an_empty_span_points_nowhere(void **state) {
    (void)state;
    const struct span nothing = {NULL, 0};
    struct utf8_measure measured;
    assert_int_equal(utf8_count(nothing), 0);
    assert_int_equal(utf8_offset(nothing, 3), 0);
    assert_int_equal(utf8_count_ink(nothing), 0);
    assert_true(utf8_measure(nothing, &measured) && measured.points == 0);
    assert_true(utf8_is_valid(nothing, NULL));
    assert_false(utf8_has_ink(nothing));
}

static void taking_and_counting_agree(void **state) {
    (void)state;
    struct random random = {.state = 3};
    for (int round = 0; round < 200; round++) {
        struct str text = STR_INIT;
        size_t points = random_below(&random, 40);
        random_add_text(&text, &random, points, true);
        struct span rest = str_span(&text);
        assert_int_equal(utf8_count(rest), points);
        for (size_t i = 0; i < points; i++) {
            assert_int_equal(utf8_offset(str_span(&text), i), text.len - rest.n);
            char32_t c = utf8_take(&rest);
            assert_true(is_scalar(c));
            assert_true(utf8_before(str_span(&text), text.len - rest.n) == c);
        }
        assert_int_equal(rest.n, 0);
        str_release(&text);
    }
}

/* Counting takes eight bytes at a time; here one by one. */
static void counting_is_the_same_at_every_offset(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "中",       " ",  "\t",       "\xC2\xA0",         "\xE3\x80\x80",
        "。",       "耀", "\xC3\x80", "\xF0\xA0\x80\x80", "a",
        "\xC2\x80", "\n"};
    struct random random = {5};
    for (int round = 0; round < 2000; round++) {
        struct str text = STR_INIT;
        size_t points = random_below(&random, 40), ink = 0;
        for (size_t i = 0; i < points; i++) {
            const char *piece = pieces[random_below(&random, sizeof pieces / sizeof *pieces)];
            struct span one = span_of(piece);
            ink += !utf8_is_space(utf8_take(&one));
            str_add_text(&text, piece);
        }
        assert_int_equal(utf8_count(str_span(&text)), points);
        assert_int_equal(utf8_count_ink(str_span(&text)), ink);
        assert_int_equal(utf8_has_ink(str_span(&text)), ink > 0);
        assert_true(utf8_is_valid(str_span(&text), NULL));
        str_release(&text);
    }
}

/* Against one character at a time, over texts in which rare and wrong ones stand among others. */
static void measuring_sees_every_byte(void **state) {
    static const char *const pieces[] = {"\xE4\xB8\x80",
                                         "\xE3\x80\x80",
                                         "\xE3\x80\x82",
                                         "\xEF\xBC\x8C",
                                         "\xE2\x80\x9C",
                                         "\xEE\x80\x80",
                                         "\xE0\xA0\x80",
                                         "\xE0\x80\x80",
                                         "\xED\x9F\xBF",
                                         "\xED\xA0\x80",
                                         "\xC2\xA0",
                                         "\xF0\xA0\xAE\xB7",
                                         "a",
                                         " ",
                                         "\xE4\xB8",
                                         "\x80",
                                         "\xFF"};
    struct random random = {5};
    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct str text = STR_INIT;
        bool wild = round % 4 == 0;
        size_t most = round % 100 == 1 ? 5000 : 24; /* long ones are counted in several parts */
        for (size_t n = random_below(&random, most); n > 0; n--) {
            size_t piece = random_below(&random, ARRAY_LEN(pieces));
            str_add_text(&text,
                         pieces[wild || (piece != 7 && piece != 9 && piece < 14) ? piece : 0]);
        }
        struct utf8_measure measured;
        size_t points = 0, ink = 0, bad_at = SIZE_MAX;
        bool valid = true;
        for (struct span rest = str_span(&text); valid && rest.n > 0;) {
            size_t at = text.len - rest.n;
            char32_t c = utf8_take(&rest);
            valid = c != UTF8_BAD;
            points += valid;
            ink += valid && !utf8_is_space(c);
            if (!valid)
                bad_at = at;
        }
        size_t seen_at = SIZE_MAX;
        assert_int_equal(utf8_measure(str_span(&text), &measured), valid);
        assert_int_equal(measured.points, points);
        assert_int_equal(measured.ink, ink);
        assert_int_equal(utf8_is_valid(str_span(&text), &seen_at), valid);
        assert_int_equal(seen_at, bad_at);
        if (valid)
            assert_int_equal(utf8_count_ink(str_span(&text)), ink);
        str_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scalar_value_survives_encoding),
        cmocka_unit_test(invalid_sequences_eat_one_byte),
        cmocka_unit_test(points_are_counted_and_found),
        cmocka_unit_test(an_empty_span_points_nowhere),
        cmocka_unit_test(taking_and_counting_agree),
        cmocka_unit_test(counting_is_the_same_at_every_offset),
        cmocka_unit_test(measuring_sees_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
