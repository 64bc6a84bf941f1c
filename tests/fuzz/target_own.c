/* The clerk's own files, keys and colours, and what the environment's encoding makes of bytes. */
#include "base/text/locale.h"
#include "command/keys.h"
#include "tests/fuzz/target.h"
#include "ui/term/own_theme.h"

/* Whatever the file says, every command has a key, and a key means one command at a place. */
void fuzz_bindings(struct span bytes) {
    struct keys keys;
    struct err err;
    keys_init(&keys);
    bool taken = keys_bind(&keys, bytes, &err) == RC_OK;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        assert(keys.of[i][0] != NULL);
        assert(taken || keys.of[i][0] == commands[i].keys[0]);
        for (size_t k = 0; keys.of[i][k] != NULL; k++)
            for (unsigned bit = 1; bit < WHERE_ANY; bit <<= 1)
                assert((commands[i].where & bit) == 0 ||
                       keys_find(&keys, keys.of[i][k], bit) == commands[i].id);
    }
    keys_release(&keys);
}

/* Whatever the file says, everything can be read on every ground. */
void fuzz_theme(struct span bytes) {
    enum { MANY = 256 };
    struct own_theme own;
    struct err err;
    bool taken = own_theme_take(&own, bytes, &err) == RC_OK;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look usual = theme_look((enum face)face, THEME_DARK, MANY);
        struct look dark = own_theme_look(&own, (enum face)face, THEME_DARK, MANY);
        struct look light = own_theme_look(&own, (enum face)face, THEME_LIGHT, MANY);
        struct look either = own_theme_look(&own, (enum face)face, THEME_EITHER, MANY);
        assert(taken || (dark.fg == usual.fg && dark.attributes == usual.attributes));
        assert(contrast_of(dark, GROUND_DARK, NULL) >= CONTRAST_LEAST);
        assert(contrast_of(light, GROUND_LIGHT, NULL) >= CONTRAST_LEAST);
        assert(contrast_of(either, GROUND_BLACK, NULL) >= CONTRAST_LEAST);
        assert(contrast_of(either, GROUND_WHITE, NULL) >= CONTRAST_LEAST);
    }
}

/* The first byte chooses the encoding. A character that was read is written as bytes that are
 * read so again; Big5 has some twice. */
void fuzz_locale(struct span bytes) {
    static const char *const codesets[] = {"UTF-8", "GBK", "GB2312", "BIG5"};
    const char *codeset = codesets[fuzz_take_choice(&bytes, ARRAY_LEN(codesets))];
    while (bytes.n > 0) {
        wchar_t c = L'\0';
        char again[LOCALE_CHAR_MOST];
        size_t size = locale_decode_char(codeset, &c, bytes.p, bytes.n);
        if (size == (size_t)-2)
            return;
        if (size == 0 || size == (size_t)-1) {
            bytes = span_sub(bytes, 1, bytes.n);
            continue;
        }
        assert(size <= bytes.n);
        wchar_t back = L'\0';
        size_t written = locale_encode_char(codeset, again, c);
        assert(written <= LOCALE_CHAR_MOST);
        assert(locale_decode_char(codeset, &back, again, written) == written && back == c);
        bytes = span_sub(bytes, size, bytes.n);
    }
}
