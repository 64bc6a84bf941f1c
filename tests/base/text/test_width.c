#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/grapheme.h"
#include "base/text/str.h"
#include "base/text/utf8.h"
#include "base/text/width.h"
#include "tests/support/random.h"

#include <wchar.h>

#include <string.h>
#include <uniwidth.h>

static const enum width_ambiguous BOTH[] = {WIDTH_NARROW, WIDTH_WIDE};

static bool is_scalar(char32_t c) {
    return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF);
}

static int width_alone(char32_t c, enum width_ambiguous ambiguous) {
    char bytes[UTF8_MAX];
    return width_of_grapheme((struct span){bytes, utf8_put(c, bytes)}, ambiguous);
}

static void assert_char(char32_t c, int narrow, int wide) {
    if (width_alone(c, WIDTH_NARROW) != narrow || width_alone(c, WIDTH_WIDE) != wide)
        fail_msg("U+%04X", (unsigned)c);
}

static void characters_of_reports_have_their_columns(void **state) {
    (void)state;
    for (char32_t c = ' '; c <= '~'; c++)
        assert_char(c, 1, 1);
    for (char32_t c = 0x4E00; c <= 0x9FFF; c++)
        assert_char(c, 2, 2);
    for (const char32_t *c = U"“”‘’…—·①℃×±≥≤√□■★○─│┌█°‰㈠é"; *c != 0; c++)
        assert_char(*c, *c == U'㈠' ? 2 : 1, 2);
    for (const char32_t *c = U"。，、；：？！（）《》〈〉【】〔〕「」『』％￥～　㎡〇々𠀀"; *c != 0;
         c++)
        assert_char(*c, 2, 2);
    assert_char(0xA0, 1, 1);
    assert_char('\t', 1, 1);
    assert_char(0xE000, 1, 2);  /* private use: a font may draw it */
    assert_char(0x31350, 2, 2); /* Extension H */
    assert_char(0x0378, 2, 2);  /* unassigned */
    assert_char(0x1F600, 2, 2);
}

static void the_short_ways_agree_with_the_database(void **state) {
    (void)state;
    for (char32_t c = 0x20; c <= 0x9FFF; c++) {
        bool plain = c <= 0x7E || (c >= 0x3000 && c <= 0x3029) || c >= 0x4E00;
        if (plain && width_alone(c, WIDTH_WIDE) != uc_width(c, "UTF-8"))
            fail_msg("U+%04X", (unsigned)c);
    }
}

static void clusters_take_the_columns_of_their_base(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int narrow, wide;
        bool boxed;
    } rows[] = {
        {"中", 2, 2, false},
        {"a", 1, 1, false},
        {"e\u0301", 1, 1, false},
        {"“", 1, 2, false},
        {"漢\U000E0101", 2, 2, false},
        {"각", 2, 2, false},
        {"\u1100\u1161\u11A8", 2, 2, false},
        {"☎", 1, 2, false},
        {"☑", 1, 1, false},
        {"☎\uFE0E", 1, 2, false},
        {"☎\uFE0F", 2, 2, true},
        {"1\uFE0F\u20E3", 2, 2, true},
        {"👨\u200D👩\u200D👧", 2, 2, true},
        {"👍🏽", 2, 2, true},
        {"🇨🇳", 2, 2, true},
        {"\U00031350", 2, 2, true},
        {"\u0378", 2, 2, true},
        {"\u0301", 2, 2, true}, /* a mark without a base */
        {"\uFE0F", 2, 2, true},
        {"\u200D", 2, 2, true},
        {"\u0915\u093F", 2, 2, true}, /* a mark that takes a cell */
        {"a\u0301\u0301\u0301\u0301", 1, 1, false},
        {"a\u0301\u0301\u0301\u0301\u0301", 2, 2, true}, /* more than a cell holds */
        {"", 0, 0, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct span text = span_of(rows[i].text);
        assert_true(text.n == 0 || grapheme_next(text, 0) == text.n);
        assert_int_equal(width_of_grapheme(text, WIDTH_NARROW), rows[i].narrow);
        assert_int_equal(width_of_grapheme(text, WIDTH_WIDE), rows[i].wide);
        assert_int_equal(width_is_shown_as_box(text), rows[i].boxed);
    }
}

static void every_character_has_columns(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(BOTH); i++)
        for (char32_t c = 1; c <= 0x10FFFF; c++) {
            if (!is_scalar(c))
                continue;
            bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
            int columns = width_alone(c, BOTH[i]);
            if (columns < 0 || columns > 2 || (control && c != '\t' && columns > 0))
                fail_msg("U+%04X", (unsigned)c);
        }
}

static void prefixes_fit(void **state) {
    (void)state;
    struct random random = {.state = 8};
    for (int round = 0; round < 2000; round++) {
        struct str text = STR_INIT;
        random_add_text(&text, &random, random_below(&random, 30), false);
        struct span all = str_span(&text);
        size_t columns = random_below(&random, 40);
        size_t used = 999;
        enum width_ambiguous ambiguous = BOTH[random_below(&random, 2)];
        size_t n = width_fit(all, columns, ambiguous, &used);
        assert_int_equal(width_of_text(span_sub(all, 0, n), ambiguous), used);
        assert_true(used <= columns);
        if (n < all.n) {
            size_t end = grapheme_next(all, n);
            assert_true(width_of_text(span_sub(all, 0, end), ambiguous) > columns);
        }
        str_release(&text);
    }
}

/* What ncurses asks, in the C library's place. */
static void wcwidth_says_the_same(void **state) {
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        width_set_terminal(BOTH[i]);
        for (char32_t c = 0x20; c < 0x32000; c++) {
            if (c >= 0xD800 && c <= 0xDFFF)
                continue;
            int columns = width_alone(c, BOTH[i]), wanted = wcwidth((wchar_t)c);
            bool mark = wanted == 0 && columns == 2; /* alone it is shown as a box */
            if (wanted != columns && !mark && !(wanted == -1 && columns == 0))
                fail_msg("U+%04X: %d, %d", (unsigned)c, columns, wanted);
        }
    }
    assert_int_equal(wcwidth(L'\0'), 0);
    assert_int_equal(wcwidth(L'\x7f'), -1);
    width_set_terminal(WIDTH_NARROW);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_of_reports_have_their_columns),
        cmocka_unit_test(the_short_ways_agree_with_the_database),
        cmocka_unit_test(clusters_take_the_columns_of_their_base),
        cmocka_unit_test(every_character_has_columns),
        cmocka_unit_test(prefixes_fit),
        cmocka_unit_test(wcwidth_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
