#include "model/leftover.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void contents_are_headed_by_their_word(void **state) {
    static const struct {
        const char *line;
        bool is;
    } lines[] = {
        {"目录", true},      {"目　录", true},    {" 目 录 ", true}, {"决算公开目录", true},
        {"目次", true},      {"录", true},        {"", false},       {"目", false},
        {"目录如下", false}, {"项目录入", false}, {"记录", false},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct label entry;
        assert_int_equal(leftover_is_contents_heading(span_of(lines[i].line), &entry), lines[i].is);
        assert_int_equal(entry.style, NUMBERING_NONE);
    }
}

/* It is compared with the labels of other lines, long after. */
static void first_entry_is_borrowed_from_the_line(void **state) {
    static const struct {
        const char *line, *label;
        enum numbering style;
    } lines[] = {
        {"目录1.引言", "1.", NUMBERING_DOT},
        {"目录8.4引言", "8.4", NUMBERING_DECIMAL},
        {"目　录　一、概况", "一、", NUMBERING_HAN_COMMA},
        {"\xC2\xA0目\xC2\xA0录\xC2\xA0（一）概况", "（一）", NUMBERING_HAN_PAREN},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct span line = span_of(lines[i].line);
        struct label entry;
        assert_true(leftover_is_contents_heading(line, &entry));
        assert_int_equal(entry.style, lines[i].style);
        assert_true(span_is(entry.text, lines[i].label));
        assert_true(entry.text.p > line.p && entry.text.p + entry.text.n <= line.p + line.n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contents_are_headed_by_their_word),
        cmocka_unit_test(first_entry_is_borrowed_from_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
