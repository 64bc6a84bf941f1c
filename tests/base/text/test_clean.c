#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "tests/support/random.h"

static void assert_clean(const char *text, const char *wanted, size_t stripped, size_t line_ends) {
    struct str out = STR_INIT;
    struct text_clean_report report = {0};
    text_clean(&out, span_of(text), &report);
    assert_string_equal(out.s, wanted);
    assert_int_equal(report.stripped, stripped);
    assert_int_equal(report.line_ends, line_ends);
    str_release(&out);
}

static void prose_stays_as_it_is(void **state) {
    (void)state;
    assert_clean("", "", 0, 0);
    assert_clean("支出8596.35万元，\t“三公”——\n　　℃ é e\u0301 漢\U000E0101 \U00020000",
                 "支出8596.35万元，\t“三公”——\n　　℃ é e\u0301 漢\U000E0101 \U00020000", 0, 0);
    assert_clean("\u00A0\u00AD\uE000", "\u00A0\u00AD\uE000", 0, 0);
}

static void line_ends_become_newlines(void **state) {
    (void)state;
    assert_clean("a\r\nb\rc\vd\fe\u2028f\u2029g\nh", "a\nb\nc\nd\ne\nf\ng\nh", 0, 6);
    assert_clean("\r\r\n\n", "\n\n\n", 0, 2);
}

/* Elsewhere it is a control like others, and would break what is one line. */
static void next_line_is_a_line_end_only_in_files(void **state) {
    struct str out = STR_INIT;
    struct text_clean_report report = {0};
    (void)state;
    assert_clean("一\xC2\x85二", "一二", 1, 0);
    text_clean_file(&out, SPAN("一\xC2\x85二\xC2\x9B"), &report);
    assert_string_equal(out.s, "一\n二");
    assert_int_equal(report.line_ends, 1);
    assert_int_equal(report.stripped, 1);
    str_release(&out);
}

static bool is_in_contract(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && !(c >= '\v' && c <= '\r')) ||
           (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200B || c == 0x200C || c == 0x200D ||
           c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

static void exactly_the_listed_characters_go(void **state) {
    (void)state;
    for (char32_t c = 1; c <= 0x10FFFF; c++) {
        if ((c >= 0xD800 && c <= 0xDFFF) || (c >= '\v' && c <= '\r') || c == 0x2028 || c == 0x2029)
            continue;
        struct str text = STR_INIT;
        struct str out = STR_INIT;
        struct text_clean_report report = {0};
        str_add_text(&text, "一a");
        str_add_char(&text, c);
        str_add_text(&text, "二");
        text_clean(&out, str_span(&text), &report);
        bool gone = is_in_contract(c);
        if (gone != (report.stripped == 1) || gone != span_is(str_span(&out), "一a二") ||
            gone == span_equal(str_span(&out), str_span(&text)) ||
            text_is_stripped_char(c) != (gone && c != 0x200D))
            fail_msg("U+%04X", (unsigned)c);
        if (gone) {
            assert_int_equal(report.first, c);
            assert_int_equal(report.first_point, 2);
        }
        str_release(&text);
        str_release(&out);
    }
}

static void a_joiner_stays_inside_an_emoji(void **state) {
    (void)state;
    assert_clean("👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧", 0, 0);
    assert_clean("👩🏽\u200D🚀❤\uFE0F\u200D🔥", "👩🏽\u200D🚀❤\uFE0F\u200D🔥",
                 0, 0);
    assert_clean("\u200D👩\u200D一", "👩一", 2, 0);
    assert_clean("👩\u200D\n\u200D👩", "👩\n👩", 2, 0);
    assert_clean("👩\u200D\u200D👩", "👩\u200D👩", 1, 0);
    assert_clean("👩\u200B\u200D\u200B👩", "👩\u200D👩", 2, 0);
    assert_clean("中\u200D文", "中文", 1, 0);
}

static void a_report_serves_several_texts(void **state) {
    (void)state;
    struct str out = STR_INIT;
    struct text_clean_report report = {0};
    text_clean(&out, SPAN("甲\r\n"), &report);
    text_clean(&out, SPAN("乙\r\n丙\a丁\x1B"), &report);
    text_clean(&out, SPAN("\x7F"), &report);
    text_clean(&out, SPAN("\x01戊"), NULL);
    assert_string_equal(out.s, "甲\n乙\n丙丁戊");
    assert_int_equal(report.stripped, 3);
    assert_int_equal(report.first, '\a');
    assert_int_equal(report.first_point, 4);
    assert_int_equal(report.line_ends, 2);
    str_release(&out);
}

static void cleaning_twice_changes_nothing(void **state) {
    (void)state;
    static const char32_t chars[] = {'a',    '\r',    '\n',    '\v',   0x200B, 0x200D, 0x200D,
                                     0xFE0F, 0x1F469, 0x1F3FD, 0x4E00, 0x301,  0x1B,   0x2764};
    struct random random = {.state = 11};
    for (int round = 0; round < 5000; round++) {
        struct str text = STR_INIT;
        struct str once = STR_INIT;
        struct str twice = STR_INIT;
        struct text_clean_report report = {0};
        for (size_t n = random_below(&random, 12); n > 0; n--)
            str_add_char(&text, chars[random_below(&random, ARRAY_LEN(chars))]);
        text_clean(&once, str_span(&text), NULL);
        text_clean(&twice, str_span(&once), &report);
        assert_string_equal(once.s, twice.s);
        assert_int_equal(report.stripped + report.line_ends, 0);
        assert_true(utf8_is_valid(str_span(&once), NULL));
        str_release(&text);
        str_release(&once);
        str_release(&twice);
    }
}

/* Whatever a name or a sentence holds, a terminal gets nothing that drives it. */
static void what_is_shown_drives_no_terminal(void **state) {
    (void)state;
    const struct {
        struct span bytes;
        const char *shown;
    } cases[] = {
        {SPAN("正文 a\tb\n\f"), "正文 a\tb\n\f"},
        {SPAN("\033]0;x\a\r\v\xC2\x9B"), "?]0;x????"},
        {SPAN("a\u200Bb\u202Ec\u2028\uFEFF"), "a?b?c??"},
        {SPAN("\U0001F9D1\u200D\U0001F33E a\u200Db"), "\U0001F9D1\u200D\U0001F33E a?b"},
        {SPAN("坏\xFF\xE4\xB8"), "坏???"},
        {SPAN("\U000E0041"), "?"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str out = STR_INIT;
        text_add_shown(&out, cases[i].bytes);
        assert_string_equal(out.s, cases[i].shown);
        str_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shown_drives_no_terminal),
        cmocka_unit_test(prose_stays_as_it_is),
        cmocka_unit_test(line_ends_become_newlines),
        cmocka_unit_test(next_line_is_a_line_end_only_in_files),
        cmocka_unit_test(exactly_the_listed_characters_go),
        cmocka_unit_test(a_joiner_stays_inside_an_emoji),
        cmocka_unit_test(a_report_serves_several_texts),
        cmocka_unit_test(cleaning_twice_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
