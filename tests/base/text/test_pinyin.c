#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/pinyin.h"
#include "base/text/utf8.h"

static void assert_initials(const char *text, const char *wanted) {
    struct str out = STR_INIT;
    pinyin_add_initials(&out, span_of(text));
    assert_string_equal(out.s, wanted);
    str_release(&out);
}

static void words_have_their_initials(void **state) {
    (void)state;
    assert_initials("导出", "dc");
    assert_initials("新建报告", "xjbg");
    assert_initials("百春园街道", "bcyjd");
    assert_initials("阿八擦搭蛾发噶哈击喀垃妈拿哦啪七然撒塌挖昔压匝", "abcdefghjklmnopqrstwxyz");
    assert_initials("座", "z"); /* the last one of the level */
}

static void second_readings_are_known_in_their_words(void **state) {
    (void)state;
    assert_initials("重做", "cz");
    assert_initials("重画屏幕", "chpm");
    assert_initials("重要", "zy");
    assert_initials("硬换行", "yhh");
    assert_initials("行政", "xz");
    assert_initials("退回上一步调整", "thsybtz");
}

static void letters_and_digits_stay_and_signs_go(void **state) {
    (void)state;
    assert_initials("Word文档（docx），２０２３年", "wordwddocx2023n");
    assert_initials("ＡＢｃ", "abc");
    assert_initials("", "");
    assert_initials("“”——……、", "");
}

static void what_is_not_known_is_marked(void **state) {
    (void)state;
    assert_initials("亍", "?"); /* of the second level, sorted by radicals */
    assert_initials("㐀", "?");
}

/* One letter a character, whatever the character is. */
static void every_han_character_gives_one_letter(void **state) {
    (void)state;
    for (char32_t c = 0x4E00; c <= 0x9FFF; c += 7) {
        struct str text = STR_INIT, out = STR_INIT;
        str_add_char(&text, c);
        pinyin_add_initials(&out, str_span(&text));
        assert_int_equal(out.len, 1);
        assert_true((out.s[0] >= 'a' && out.s[0] <= 'z') || out.s[0] == PINYIN_UNKNOWN);
        str_release(&text);
        str_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_their_initials),
        cmocka_unit_test(second_readings_are_known_in_their_words),
        cmocka_unit_test(letters_and_digits_stay_and_signs_go),
        cmocka_unit_test(what_is_not_known_is_marked),
        cmocka_unit_test(every_han_character_gives_one_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
