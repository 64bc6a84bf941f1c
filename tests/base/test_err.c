#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/text/str.h"
#include "base/text/utf8.h"

#include <string.h>

static void every_result_has_its_exit_code(void **state) {
    (void)state;
    static const struct {
        enum rc rc;
        int code;
    } want[] = {
        {RC_OK, 0},        {RC_REFUSED, 1}, {RC_NOT_FOUND, 1}, {RC_CONFLICT, 1}, {RC_UNMAPPABLE, 1},
        {RC_CANCELLED, 1}, {RC_USAGE, 2},   {RC_INPUT, 3},     {RC_STORE, 4},    {RC_BUSY, 4},
        {RC_READ_ONLY, 4}, {RC_DAMAGED, 4}, {RC_NEWER, 4},     {RC_FULL, 4},     {RC_OUTPUT, 4},
    };
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        assert_int_equal(rc_exit_code(want[i].rc), want[i].code);
}

static void the_sentence_is_written_once_and_gets_a_place(void **state) {
    (void)state;
    struct err err;
    assert_int_equal(err_set(&err, RC_INPUT, "第 %d 行不对", 3), RC_INPUT);
    assert_int_equal(err.rc, RC_INPUT);
    assert_string_equal(err.text, "第 3 行不对");
    assert_int_equal(err_at(&err, "“%s”", "报告.txt"), RC_INPUT);
    assert_string_equal(err.text, "“报告.txt”：第 3 行不对");
    assert_int_equal(err_set(NULL, RC_FULL, "无人听"), RC_FULL);
}

static void a_long_sentence_is_cut_between_characters(void **state) {
    (void)state;
    struct str lengthy = STR_INIT;
    struct err err;
    for (int shift = 0; shift < 4; shift++) {
        str_clear(&lengthy);
        str_add_repeat(&lengthy, SPAN("x"), (size_t)shift);
        str_add_repeat(&lengthy, SPAN("年𠀀é"), 300);
        assert_int_equal(err_set(&err, RC_INPUT, "%s", lengthy.s), RC_INPUT);
        assert_true(utf8_is_valid(span_of(err.text), NULL));
        assert_true(strlen(err.text) > sizeof err.text - 5);
        assert_memory_equal(err.text, lengthy.s, strlen(err.text));
        assert_int_equal(err_at(&err, "第 %d 页", 2), RC_INPUT);
        assert_true(utf8_is_valid(span_of(err.text), NULL));
        assert_memory_equal(err.text, "第 2 页：", strlen("第 2 页："));
    }
    str_release(&lengthy);
}

static void a_hostile_name_cannot_drive_the_terminal(void **state) {
    (void)state;
    struct err err;
    assert_int_equal(err_set(&err, RC_INPUT, "“%s”", "a\x1B[2J\xC2\x9B\x7F\xFF\xB0中"), RC_INPUT);
    assert_string_equal(err.text, "“a?[2J????中”");
    assert_int_equal(err_at(&err, "%s", "\x1B]0;x\x07"), RC_INPUT);
    assert_string_equal(err.text, "?]0;x?：“a?[2J????中”");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_result_has_its_exit_code),
        cmocka_unit_test(the_sentence_is_written_once_and_gets_a_place),
        cmocka_unit_test(a_long_sentence_is_cut_between_characters),
        cmocka_unit_test(a_hostile_name_cannot_drive_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
