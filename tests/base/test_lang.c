#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/os/file.h"

#include <string.h>

static int back_to_chinese(void **state) {
    (void)state;
    return lang_set("zh") ? 0 : 1;
}

static void the_sources_language_needs_no_catalogue(void **state) {
    (void)state;
    assert_string_equal(lang_text("标准输入"), "标准输入");
    assert_string_equal(lang_text(""), "");
}

static void english_comes_from_the_catalogue(void **state) {
    (void)state;
    assert_true(lang_set("en"));
    assert_string_equal(_("标准输入"), "standard input");
    assert_string_equal(_("："), ": ");
    /* the first and the last of the sorted keys are found too */
    assert_string_equal(_(" 等"), " and more");
    assert_non_null(strstr(_("内存不足，程序已结束；已输入的文字都已保存。"
                             "请关闭其他程序后重新打开。"),
                           "Out of memory"));
    assert_true(lang_set("zh"));
    assert_string_equal(_("标准输入"), "标准输入");
}

static void what_has_no_translation_stays_chinese(void **state) {
    (void)state;
    static const char *const unknown[] = {"",     "没有人译过这一句", "标准输入二", "标准输",
                                          "\x01", "\xF4\x8F\xBF\xBF"};
    assert_true(lang_set("en"));
    for (size_t i = 0; i < ARRAY_LEN(unknown); i++)
        assert_ptr_equal(lang_text(unknown[i]), unknown[i]); /* "" is not the catalogue's header */
}

static void an_unknown_language_changes_nothing(void **state) {
    (void)state;
    assert_true(lang_set("en"));
    assert_false(lang_set("de"));
    assert_false(lang_set(""));
    assert_false(lang_set("../po/en"));
    assert_false(lang_set("a-language-name-that-is-longer-than-any-path"));
    assert_string_equal(_("标准输入"), "standard input");
}

static void sentences_are_whole_in_english(void **state) {
    (void)state;
    struct str out = STR_INIT;
    struct err err;
    assert_true(lang_set("en"));
    assert_int_equal(file_read(&out, "/nowhere/at/all", 10, &err), RC_INPUT);
    assert_string_equal(err.text, "There is no file \"/nowhere/at/all\": check its name and path");
    assert_int_equal(err_at(&err, "import"), RC_INPUT);
    assert_string_equal(err.text,
                        "import: There is no file \"/nowhere/at/all\": check its name and path");
    str_release(&out);
}

#define AND_BACK(test) cmocka_unit_test_teardown(test, back_to_chinese)

int main(void) {
    const struct CMUnitTest tests[] = {
        AND_BACK(the_sources_language_needs_no_catalogue),
        AND_BACK(english_comes_from_the_catalogue),
        AND_BACK(what_has_no_translation_stays_chinese),
        AND_BACK(an_unknown_language_changes_nothing),
        AND_BACK(sentences_are_whole_in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
