#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/grapheme.h"
#include "base/text/str.h"
#include "tests/support/random.h"

#include <string.h>
#include <unigbrk.h>

static void assert_clusters(const char *text, size_t count) {
    size_t back = 0, taken = 0;
    for (size_t at = strlen(text); at > 0; back++)
        at = grapheme_prev(span_of(text), at);
    for (struct span rest = span_of(text); rest.n > 0; taken++)
        (void)grapheme_take(&rest);
    assert_int_equal(back, count);
    assert_int_equal(taken, count);
}

static void clusters_are_what_a_clerk_sees(void **state) {
    (void)state;
    assert_clusters("", 0);
    assert_clusters("中文", 2);
    assert_clusters("e\u0301x", 2);
    assert_clusters("漢\U000E0101字", 2);
    assert_clusters("👨\u200D👩\u200D👧\u200D👦x", 2);
    assert_clusters("👍🏽👍🏽", 2);
    assert_clusters("🇨🇳🇺🇸🇫", 3);
    assert_clusters("1\uFE0F\u20E3x", 2);
    assert_clusters("각\u11A8힣", 2);
    assert_clusters("\r\n\n", 2);
    assert_clusters("a\u200D👩", 2);
    assert_clusters("\u0301", 1);
}

static void plain_text_takes_the_short_way_rightly(void **state) {
    (void)state;
    /* Two plain characters always part: so none of them may have a class that joins. */
    for (char32_t c = 0x20; c < 0x10000; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        struct str text = STR_INIT;
        str_add_char(&text, c);
        str_add_char(&text, c);
        str_add_text(&text, "中");
        char breaks[16];
        u8_grapheme_breaks((const uint8_t *)text.s, text.len, breaks);
        size_t end = grapheme_next(str_span(&text), 0);
        for (size_t i = 1; i <= end && i < text.len; i++)
            if ((breaks[i] != 0) != (i == end))
                fail_msg("U+%04X", (unsigned)c);
        str_release(&text);
    }
}

static void steps_agree_with_the_algorithm_of_the_library(void **state) {
    (void)state;
    static const char32_t chars[] = {'a',     ' ',     0x4E00,  0x3002, 0x201C, 0x20000, 0x301,
                                     0x302A,  0xFE0F,  0xE0101, 0x200D, 0x200D, 0x1F469, 0x1F469,
                                     0x1F3FD, 0x1F1E8, 0x1F1F3, 0x1100, 0x1161, 0x11A8,  0xAC00,
                                     0xAC01,  0x903,   0x600,   '\r',   '\n',   0x20E3,  '1',
                                     0xFF9E,  0x31350, 0xA9};
    struct random random = {.state = 5};
    for (int round = 0; round < 20000; round++) {
        struct str text = STR_INIT;
        for (size_t n = random_below(&random, 14); n > 0; n--)
            str_add_char(&text, chars[random_below(&random, ARRAY_LEN(chars))]);
        char breaks[64];
        u8_grapheme_breaks((const uint8_t *)text.s, text.len, breaks);
        size_t previous = 0;
        for (size_t at = 0; at < text.len;) {
            assert_true(breaks[at]);
            previous = at;
            at = grapheme_next(str_span(&text), at);
            for (size_t i = previous + 1; i < at; i++)
                assert_false(breaks[i]);
            assert_int_equal(grapheme_prev(str_span(&text), at), previous);
        }
        str_release(&text);
    }
}

static void taking_eats_all(void **state) {
    (void)state;
    struct span text = SPAN("e\u0301中👍🏽");
    assert_true(span_is(grapheme_take(&text), "e\u0301"));
    assert_true(span_is(grapheme_take(&text), "中"));
    assert_true(span_is(grapheme_take(&text), "👍🏽"));
    assert_int_equal(text.n, 0);
    assert_int_equal(grapheme_next(text, 0), 0);
    assert_int_equal(grapheme_prev(text, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_are_what_a_clerk_sees),
        cmocka_unit_test(plain_text_takes_the_short_way_rightly),
        cmocka_unit_test(steps_agree_with_the_algorithm_of_the_library),
        cmocka_unit_test(taking_eats_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
