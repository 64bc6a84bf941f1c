#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/utf8.h"
#include "edit/convert.h"
#include "edit/editor_select.h"
#include "model/splice.h"
#include "tests/support/random.h"

static void assert_line(const char *line, const char *wanted) {
    struct str out = STR_INIT;
    (void)convert_line(&out, span_of(line), LINE_PARAGRAPH, 0, SIZE_MAX);
    assert_string_equal(out.s, wanted);
    str_release(&out);
}

static void digits_become_half_width(void **state) {
    (void)state;
    assert_line("２０２２年Ａ区３．５万元", "2022年A区3.5万元");
    assert_line("３．甲", "3．甲");
    assert_line("50％", "50％");
}

static void marks_in_chinese_become_full_width(void **state) {
    (void)state;
    assert_line("甲,乙;丙:丁?戊!己.", "甲，乙；丙：丁？戊！己。");
    assert_line("甲(乙)丙,(1)丁", "甲（乙）丙，(1)丁");
    assert_line("1,234.5元,8:30开会,www.a.cn/b,见http://a.cn",
                "1,234.5元，8:30开会，www.a.cn/b,见http://a.cn");
    assert_line("见《办法》,“好”!", "见《办法》，“好”！");
    assert_line("a, b (c)", "a, b (c)");
    assert_line("甲(a(乙)b)丙", "甲（a（乙）b）丙");
    assert_line("支出${executed}元", "支出${executed}元");
}

static void blanks_before_a_paragraph_go(void **state) {
    (void)state;
    assert_line("　　甲 乙　丙", "甲 乙　丙");
    assert_line("　　", "　　"); /* nothing but blanks: nothing is said of it */
    struct str out = STR_INIT;
    struct convert_count count = convert_line(&out, SPAN("　　甲\t１"), LINE_ROW, 0, SIZE_MAX);
    assert_string_equal(out.s, "　　甲\t1"); /* a table's cell */
    assert_int_equal(count.blanks, 0);
    assert_int_equal(count.digits, 1);
    str_release(&out);
}

static void only_the_range_is_changed(void **state) {
    (void)state;
    struct body body;
    struct splice splice;
    struct convert_count count;
    body_init(&body, LINE_PARAGRAPH);
    body_add_line(&body, SPAN("１２３"), LINE_PARAGRAPH, NULL);
    body_add_line(&body, SPAN("　４"), LINE_ITEM, "三、");
    body_add_line(&body, SPAN("５６"), LINE_PARAGRAPH, NULL);
    assert_true(convert_range(&splice, &body, (struct editor_range){1, 8}, &count));
    assert_int_equal(body_apply(&body, &splice, NULL), RC_OK);
    struct str text = STR_INIT;
    body_add_text(&text, &body);
    assert_string_equal(text.s, "１23\n4\n5６");
    assert_string_equal(body.lines[1].label, "三、");
    assert_int_equal(count.digits, 4);
    assert_int_equal(count.blanks, 1);
    splice_release(&splice);
    assert_false(convert_range(&splice, &body, (struct editor_range){1, 6}, &count));
    assert_true(convert_is_none(&count));
    str_release(&text);
    body_release(&body);
}

/* Counts are what changed, a second time changes nothing, and no line is lost. */
static void converting_twice_is_converting_once(void **state) {
    (void)state;
    static const char *const pieces[] = {"甲", "１", "Ａ", "．", ",", ".",  "(",  ")", "（", " ",
                                         "　", "2",  "b",  "!",  "”", "《", "》", ":", "$",  "{"};
    struct random random = {.state = 5};
    for (int round = 0; round < 3000; round++) {
        struct str line = STR_INIT, once = STR_INIT, twice = STR_INIT;
        for (size_t n = random_below(&random, 16); n > 0; n--)
            str_add_text(&line, pieces[random_below(&random, ARRAY_LEN(pieces))]);
        struct convert_count count =
            convert_line(&once, str_span(&line), LINE_PARAGRAPH, 0, SIZE_MAX);
        assert_true(utf8_is_valid(str_span(&once), NULL));
        assert_int_equal(utf8_count(str_span(&once)), utf8_count(str_span(&line)) - count.blanks);
        assert_int_equal(convert_is_none(&count), span_equal(str_span(&once), str_span(&line)));
        count = convert_line(&twice, str_span(&once), LINE_PARAGRAPH, 0, SIZE_MAX);
        assert_int_equal(count.digits + count.blanks, 0);
        str_release(&twice);
        str_release(&once);
        str_release(&line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_become_half_width),
        cmocka_unit_test(marks_in_chinese_become_full_width),
        cmocka_unit_test(blanks_before_a_paragraph_go),
        cmocka_unit_test(only_the_range_is_changed),
        cmocka_unit_test(converting_twice_is_converting_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
