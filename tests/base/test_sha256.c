/* The fingerprints that sha256sum(1) gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sha256.h"

static void assert_digits(struct span bytes, const char *wanted) {
    struct str digits = STR_INIT;
    sha256_add_digits(&digits, bytes);
    assert_string_equal(digits.s, wanted);
    assert_int_equal(digits.len, SHA256_DIGITS);
    str_release(&digits);
}

/* The examples of FIPS 180-2, appendix B. */
static void known_texts_have_their_fingerprints(void **state) {
    (void)state;
    assert_digits(SPAN(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digits(SPAN("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digits(SPAN("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_texts_have_their_fingerprints)};
    return cmocka_run_group_tests_name("base/sha256", tests, NULL, NULL);
}
