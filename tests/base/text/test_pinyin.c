#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/pinyin.h"
#include "base/text/utf8.h"

static void assert_found(const char *text, const char *typed, size_t before) {
    if (pinyin_find(span_of(text), span_of(typed)) != before)
        fail_msg("%s in %s: %zu", typed, text, pinyin_find(span_of(text), span_of(typed)));
}

static void words_are_found_by_their_initials(void **state) {
    (void)state;
    assert_found("导出", "dc", 0);
    assert_found("新建报告", "xjbg", 0);
    assert_found("新建报告", "bg", 2);
    assert_found("新建报告", "bx", SIZE_MAX);
    assert_found("百春园街道", "bcyjd", 0);
    assert_found("阿八擦搭蛾发噶哈击喀垃妈拿哦啪七然撒塌挖昔压匝", "abcdefghjklmnopqrstwxyz", 0);
}

static void a_word_is_found_by_each_reading(void **state) {
    (void)state;
    assert_found("重做", "cz", 0);
    assert_found("重要", "zy", 0);
    assert_found("硬换行", "yhh", 0);
    assert_found("行政", "xz", 0);
    assert_found("退回上一步调整", "thsybtz", 0);
}

static void places_and_families_are_found_as_they_are_said(void **state) {
    (void)state;
    static const struct {
        const char *name, *typed;
    } names[] = {
        {"重庆市", "cqs"}, {"泸州市", "lzs"}, {"衢州", "qz"}, {"亳州", "bz"},    {"洪洞县", "htx"},
        {"番禺区", "pyq"}, {"铅山县", "ysx"}, {"黄陂", "hp"}, {"曾庆红", "zqh"}, {"解放", "jf"},
        {"解珍", "xz"},    {"单县", "sx"},    {"浚县", "xx"}, {"歙县", "sx"},    {"荥经", "yj"},
        {"荥阳", "xy"},    {"尉犁", "yl"},    {"万俟", "mq"}, {"仇和", "qh"},    {"郫都", "pd"},
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_found(names[i].name, names[i].typed, 0);
}

static void letters_and_digits_stand_for_themselves_and_signs_for_nothing(void **state) {
    (void)state;
    assert_found("Word文档（docx），２０２３年", "wordwddocx2023n", 0);
    assert_found("ＡＢｃ", "a b c", 0);
    assert_found("三、“放管服”", "fgf", 1);
    assert_found("导出", "导c", 0);
    assert_found("", "a", SIZE_MAX);
    assert_found("导出", "", SIZE_MAX);
    assert_found("导出", "……", SIZE_MAX);
    assert_found("“”——……、", "a", SIZE_MAX);
    assert_found("㐀", "a", SIZE_MAX); /* no reading is known */
}

static void the_whole_is_told_from_a_part(void **state) {
    (void)state;
    assert_true(pinyin_is_whole(span_of("重做（Ctrl）"), span_of("czctrl")));
    assert_false(pinyin_is_whole(span_of("重做一次"), span_of("cz")));
    assert_false(pinyin_is_whole(span_of("重做"), span_of("")));
}

/* The 3,755 characters of the first level of GB/T 2312 all have readings; none has a letter that
 * no syllable begins with. */
static void the_characters_in_use_have_readings(void **state) {
    (void)state;
    enum { LETTER_I = 1 << 8, LETTER_U = 1 << 20, LETTER_V = 1 << 21 };
    size_t known = 0;
    for (char32_t c = 0x4E00; c <= 0x9FFF; c++) {
        assert_int_equal(pinyin_initials(c) & (LETTER_I | LETTER_U | LETTER_V), 0);
        known += pinyin_initials(c) != 0;
    }
    assert_true(known > 20800);
    assert_int_equal(pinyin_initials(0x4DFF), 0);
    assert_int_equal(pinyin_initials(0xA000), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_by_their_initials),
        cmocka_unit_test(a_word_is_found_by_each_reading),
        cmocka_unit_test(places_and_families_are_found_as_they_are_said),
        cmocka_unit_test(letters_and_digits_stand_for_themselves_and_signs_for_nothing),
        cmocka_unit_test(the_whole_is_told_from_a_part),
        cmocka_unit_test(the_characters_in_use_have_readings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
