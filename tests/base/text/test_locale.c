/* The encoding of the terminal by the environment's names, and characters in it: what stands in for
 * the C library's where that knows UTF-8 alone, compared with glibc's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/locale.h"

#include <errno.h>
#include <locale.h>
#include <string.h>

static void names_of_locales_name_their_encoding(void **state) {
    (void)state;
    static const struct {
        const char *locale, *codeset;
    } cases[] = {
        {NULL, "UTF-8"},
        {"", "UTF-8"},
        {"C", "UTF-8"},
        {"POSIX", "UTF-8"},
        {"C.UTF-8", "UTF-8"},
        {"zh_CN.UTF-8", "UTF-8"},
        {"zh_CN.utf8", "utf8"},
        {"zh_CN.GB18030", "GB18030"},
        {"zh_CN.GBK@pinyin", "GBK"},
        {"zh_CN", "GB2312"},
        {"zh_CN@pinyin", "GB2312"},
        {"zh_SG", "GB2312"},
        {"zh_TW", "BIG5"},
        {"zh_TW.Big5", "Big5"},
        {"en_US", "UTF-8"},
        {"zh_CN.", "UTF-8"},
        {"zh_CN.an-encoding-whose-name-is-much-too-long", "UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char codeset[32];
        locale_codeset_of(cases[i].locale, codeset);
        assert_string_equal(codeset, cases[i].codeset);
    }
}

static void assert_bytes(const char *codeset, wchar_t c, const char *wanted) {
    char bytes[LOCALE_CHAR_MOST];
    wchar_t back = L'\0';
    size_t size = locale_encode_char(codeset, bytes, c);
    assert_int_equal(size, strlen(wanted));
    assert_memory_equal(bytes, wanted, size);
    assert_int_equal(locale_decode_char(codeset, &back, bytes, size), size);
    assert_int_equal(back, c);
    for (size_t n = 0; n < size; n++)
        assert_int_equal(locale_decode_char(codeset, &back, bytes, n), (size_t)-2);
}

static void characters_are_written_and_read_in_any_encoding(void **state) {
    (void)state;
    assert_bytes("UTF-8", L'A', "A");
    assert_bytes("UTF-8", 0x7EE9, "\xE7\xBB\xA9");
    assert_bytes("UTF-8", 0x20BB7, "\xF0\xA0\xAE\xB7");
    assert_bytes("GB18030", L'A', "A");
    assert_bytes("GB18030", 0x7EE9, "\xBC\xA8");
    assert_bytes("GB18030", 0x20BB7, "\x95\x34\xB2\x35");
    assert_bytes("GBK", 0x7EE9, "\xBC\xA8");
    assert_bytes("GB2312", 0x7EE9, "\xBC\xA8");
    assert_bytes("BIG5", 0x7E3E, "\xC1\x5A");
}

static void what_an_encoding_lacks_has_no_bytes(void **state) {
    (void)state;
    char bytes[LOCALE_CHAR_MOST];
    wchar_t c;
    assert_int_equal(locale_encode_char("GBK", bytes, 0x20BB7), (size_t)-1);
    assert_int_equal(locale_encode_char("UTF-8", bytes, 0xD800), (size_t)-1);
    assert_int_equal(locale_encode_char("UTF-8", bytes, 0x110000), (size_t)-1);
    assert_int_equal(locale_encode_char("no-such-encoding", bytes, 0x7EE9), (size_t)-1);
    assert_int_equal(locale_decode_char("UTF-8", &c, "\xC0\x80", 2), (size_t)-1);
    assert_int_equal(locale_decode_char("UTF-8", &c,
                                        "\xE7"
                                        "A",
                                        2),
                     (size_t)-1);
    assert_int_equal(locale_decode_char("UTF-8", &c, "\xBB", 1), (size_t)-1);
    assert_int_equal(locale_decode_char("GBK", &c, "\xFF\xFF", 2), (size_t)-1);
    assert_int_equal(locale_decode_char("GBK", &c, "", 1), 0);
}

/* In the test's own locale, which is C.UTF-8: every character as glibc has it. */
static void every_character_is_as_the_c_librarys(void **state) {
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    assert_string_equal(locale_codeset(), "UTF-8");
    assert_string_equal(locale_nl_langinfo(CODESET), "UTF-8");
    for (wchar_t c = 0; c <= 0x10FFFF; c++) {
        char ours[LOCALE_CHAR_MOST], its[16];
        mbstate_t state_of_ours = {0}, state_of_its = {0};
        size_t size = locale_wcrtomb(ours, c, &state_of_ours);
        assert_int_equal(size, wcrtomb(its, c, &state_of_its));
        if (size == (size_t)-1)
            continue;
        wchar_t back = L'\0', wanted = L'\0';
        assert_memory_equal(ours, its, size);
        assert_int_equal(locale_mbrtowc(&back, ours, size, &state_of_ours),
                         mbrtowc(&wanted, its, size, &state_of_its));
        assert_int_equal(back, wanted);
    }
    errno = 0;
    assert_int_equal(locale_wcrtomb((char[8]){0}, 0xD800, NULL), (size_t)-1);
    assert_int_equal(errno, EILSEQ);
    assert_int_equal(locale_mbrtowc(NULL, NULL, 0, NULL), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_locales_name_their_encoding),
        cmocka_unit_test(characters_are_written_and_read_in_any_encoding),
        cmocka_unit_test(what_an_encoding_lacks_has_no_bytes),
        cmocka_unit_test(every_character_is_as_the_c_librarys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
