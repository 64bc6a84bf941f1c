/* Bytes as text and back. */
#include "base/text/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* RFC 4648, section 10. */
static void the_standards_own_examples_hold(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct str text = STR_INIT, back = STR_INIT;
        base64_add(&text, span_of(pairs[i][0]));
        assert_true(span_is(str_span(&text), pairs[i][1]));
        assert_true(base64_add_decoded(&back, str_span(&text)));
        assert_true(span_is(str_span(&back), pairs[i][0]));
        str_release(&back);
        str_release(&text);
    }
}

static void every_byte_comes_back(void **state) {
    (void)state;
    struct str bytes = STR_INIT, text = STR_INIT, back = STR_INIT;
    for (int i = 0; i < 257; i++)
        str_add_byte(&bytes, (char)i);
    base64_add(&text, str_span(&bytes));
    assert_true(base64_add_decoded(&back, str_span(&text)));
    assert_true(span_equal(str_span(&bytes), str_span(&back)));
    str_release(&back);
    str_release(&text);
    str_release(&bytes);
}

static void what_is_none_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "Zg", "Zg=", "Zg==Zg==", "Z===", "====", "Zm 8", "Zm-v", "Zm9v\n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct str out = STR_INIT;
        str_add_text(&out, "x");
        assert_false(base64_add_decoded(&out, span_of(bad[i])));
        assert_string_equal(out.s, "x");
        str_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_own_examples_hold),
        cmocka_unit_test(every_byte_comes_back),
        cmocka_unit_test(what_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
