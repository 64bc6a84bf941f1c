/* Files that no single reading of their bytes explains. */
#include "base/text/charset_codec.h"
#include "base/text/charset_decode.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_decoded(struct span bytes, const char *want, const char *name) {
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    if (charset_decode(&out, bytes, NULL, &report, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_string_equal(out.s, want);
    assert_string_equal(report.name, name);
    str_release(&out);
}

static void nuls_at_the_end_are_no_text(void **state) {
    (void)state;
    assert_decoded(SPAN("报告\n\0\0\0\0"), "报告\n", "utf-8");
    assert_decoded(SPAN("\xB1\xA8\xB8\xE6\0\0\0"), "报告", "gbk");
    assert_decoded(SPAN("abc\0"), "abc", "utf-8");
    assert_decoded(SPAN("\xFF\xFE\xA5\x62\x4A\x54\n\0"), "报告\n", "utf-16le");
}

static void utf32_is_known_with_a_mark_and_without(void **state) {
    (void)state;
    assert_decoded(SPAN("\xFF\xFE\0\0\xA5\x62\0\0\x4A\x54\0\0"), "报告", "utf-32le");
    assert_decoded(SPAN("\0\0\xFE\xFF\0\0\x62\xA5\0\0\x54\x4A"), "报告", "utf-32be");
    assert_decoded(SPAN("\xA5\x62\0\0\x4A\x54\0\0\n\0\0\0"), "报告\n", "utf-32le");
    assert_decoded(SPAN("\0\0\x62\xA5\0\0\x54\x4A"), "报告", "utf-32be");
}

/* FF FE 00 00 is two marks: the one of the encoding that is asked for is eaten, and no more. */
static void a_mark_is_of_the_encoding_asked_for(void **state) {
    struct span bytes = SPAN("\xFF\xFE\0\0\xA5\x62"), rest = bytes;
    (void)state;
    assert_string_equal(charset_take_bom(&rest, "utf-16"), "utf-16le");
    assert_int_equal(rest.n, 4);
    assert_string_equal(charset_take_bom(&bytes, NULL), "utf-32le");
    assert_int_equal(bytes.n, 2);
    assert_null(charset_take_bom(&bytes, NULL));
}

static void hz_is_read_where_all_of_it_is_hz(void **state) {
    (void)state;
    assert_decoded(SPAN("~{1(8f~}2023\na~~b\n"), "报告2023\na~b\n", "hz");
    assert_decoded(SPAN("a ~{ b ~} c~{"), "a ~{ b ~} c~{", "utf-8"); /* not closed */
    assert_decoded(SPAN("~{1(\n8f~}"), "~{1(\n8f~}", "utf-8");
    assert_decoded(SPAN("~/报告"), "~/报告", "utf-8");
}

static void lines_of_gbk_in_a_utf8_file_are_read_and_counted(void **state) {
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    (void)state;
    struct span bytes = SPAN("望湖区部门整体支出绩效自评报告\n"
                             "\xB0\xEC\xCA\xC2\xB4\xA6\xC4\xDA\xC9\xE8\xBB\xFA\xB9\xB9\n"
                             "后文。\n");
    assert_int_equal(charset_decode(&out, bytes, NULL, &report, &err), RC_OK);
    assert_string_equal(out.s, "望湖区部门整体支出绩效自评报告\n办事处内设机构\n后文。\n");
    assert_int_equal(report.count, 0);
    assert_int_equal(report.mixed, 1);
    assert_int_equal(report.mixed_line, 2);
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nuls_at_the_end_are_no_text),
        cmocka_unit_test(utf32_is_known_with_a_mark_and_without),
        cmocka_unit_test(a_mark_is_of_the_encoding_asked_for),
        cmocka_unit_test(hz_is_read_where_all_of_it_is_hz),
        cmocka_unit_test(lines_of_gbk_in_a_utf8_file_are_read_and_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
