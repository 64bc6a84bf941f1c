#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/span.h"
#include "tests/support/random.h"

#include <string.h>

static void assert_span(struct span have, const char *want) {
    assert_int_equal(have.n, strlen(want));
    assert_memory_equal(have.p, want, have.n);
}

static void texts_compare_by_bytes(void **state) {
    (void)state;
    assert_span(span_of("绩效"), "绩效");
    assert_span(span_of(NULL), "");
    assert_true(span_equal(SPAN("a\0b"), SPAN("a\0b")));
    assert_false(span_equal(SPAN("a\0b"), SPAN("a\0c")));
    assert_false(span_equal(SPAN("ab"), SPAN("a")));
    assert_true(span_equal((struct span){NULL, 0}, SPAN("")));
    assert_true(span_is(SPAN("一"), "一"));
    assert_false(span_is(SPAN("一"), "一、"));
    assert_true(span_starts_with(SPAN("一、概况"), SPAN("一、")));
    assert_true(span_starts_with(SPAN("一"), SPAN("")));
    assert_false(span_starts_with(SPAN("一"), SPAN("一、")));
    assert_true(span_ends_with(SPAN("概况。"), SPAN("。")));
    assert_true(span_ends_with(SPAN(""), SPAN("")));
    assert_false(span_ends_with(SPAN("。"), SPAN("况。")));
}

static void parsers_eat_from_the_front(void **state) {
    (void)state;
    struct span text = SPAN("（一）概况");
    assert_false(span_take_prefix(&text, SPAN("(")));
    assert_span(text, "（一）概况");
    assert_true(span_take_prefix(&text, SPAN("（一）")));
    assert_span(text, "概况");
    assert_true(span_take_prefix(&text, SPAN("概况")));
    assert_span(text, "");
    assert_span(span_sub(SPAN("abcdef"), 1, 3), "bc");
    assert_span(span_sub(SPAN("abcdef"), 4, 99), "ef");
    assert_span(span_sub(SPAN("abcdef"), 99, 100), "");
    assert_span(span_sub(SPAN("abcdef"), 4, 2), "");
}

static void blanks_are_trimmed_whole(void **state) {
    (void)state;
    assert_span(span_trim(SPAN(" \t　　绩　效　\t ")), "绩　效");
    assert_span(span_trim_start(SPAN("　a　")), "a　");
    assert_span(span_trim_end(SPAN("　a　")), "　a");
    assert_span(span_trim(SPAN("　 \t")), "");
    assert_span(span_trim(SPAN("")), "");
    assert_span(span_trim(SPAN("\na\n")), "\na\n");             /* a line end is no blank */
    assert_span(span_trim_end(SPAN("a\x80\x80")), "a\x80\x80"); /* nor a part of one */
}

static void assert_lines(const char *text, const char *const *want, size_t count) {
    struct span rest = span_of(text), line;
    for (size_t i = 0; i < count; i++) {
        assert_true(span_take_line(&rest, &line));
        assert_span(line, want[i]);
    }
    assert_false(span_take_line(&rest, &line));
    assert_false(span_take_line(&rest, &line));
}

static void line_ends_separate_lines(void **state) {
    (void)state;
    assert_lines("", (const char *const[]){""}, 1);
    assert_lines("a", (const char *const[]){"a"}, 1);
    assert_lines("a\n", (const char *const[]){"a", ""}, 2);
    assert_lines("\n\n一\r\n二", (const char *const[]){"", "", "一\r", "二"}, 4);
}

static size_t find_slowly(struct span text, struct span what) {
    for (size_t i = 0; i + what.n <= text.n; i++)
        if (what.n == 0 || memcmp(text.p + i, what.p, what.n) == 0)
            return i;
    return SIZE_MAX;
}

static void a_text_is_found_where_it_first_stands(void **state) {
    (void)state;
    assert_int_equal(span_find(SPAN("绩效评价"), SPAN("评")), 6);
    assert_int_equal(span_find(SPAN("aab"), SPAN("ab")), 1);
    assert_int_equal(span_find(SPAN("a"), SPAN("")), 0);
    assert_int_equal(span_find(SPAN(""), SPAN("")), 0);
    assert_int_equal(span_find(SPAN("a"), SPAN("ab")), SIZE_MAX);
    struct random random = {5};
    for (int round = 0; round < 20000; round++) {
        char text[12], what[3];
        struct span in = {text, random_below(&random, sizeof text)};
        struct span of = {what, random_below(&random, sizeof what + 1)};
        for (size_t i = 0; i < in.n; i++)
            text[i] = (char)('a' + random_below(&random, 2));
        for (size_t i = 0; i < of.n; i++)
            what[i] = (char)('a' + random_below(&random, 2));
        assert_int_equal(span_find(in, of), find_slowly(in, of));
    }
}

static void assert_number(const char *text, uint64_t most, bool good, uint64_t want) {
    uint64_t have = 7;
    assert_int_equal(span_to_number(span_of(text), most, &have), good);
    if (good)
        assert_true(have == want);
}

static void only_plain_digits_are_a_number(void **state) {
    (void)state;
    assert_number("0", 9, true, 0);
    assert_number("0042", 42, true, 42);
    assert_number("43", 42, false, 0);
    assert_number("18446744073709551615", UINT64_MAX, true, UINT64_MAX);
    assert_number("18446744073709551616", UINT64_MAX, false, 0);
    assert_number("99999999999999999999", UINT64_MAX, false, 0);
    static const char *const wrong[] = {"", "-1", "+1", " 1", "1 ", "1,000", "1.0", "0x10", "１"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_number(wrong[i], UINT64_MAX, false, 0);
}

static void a_copy_ends_in_nul(void **state) {
    (void)state;
    char *copy = span_copy(span_sub(SPAN("绩效评价"), 0, 6));
    assert_string_equal(copy, "绩效");
    mem_free(copy);
    copy = span_copy((struct span){NULL, 0});
    assert_string_equal(copy, "");
    mem_free(copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_compare_by_bytes),
        cmocka_unit_test(parsers_eat_from_the_front),
        cmocka_unit_test(blanks_are_trimmed_whole),
        cmocka_unit_test(line_ends_separate_lines),
        cmocka_unit_test(a_text_is_found_where_it_first_stands),
        cmocka_unit_test(only_plain_digits_are_a_number),
        cmocka_unit_test(a_copy_ends_in_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
