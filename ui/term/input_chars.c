#include "ui/term/input_chars.h"

#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/utf8.h"

#include <string.h>

bool input_is_in(char byte, unsigned char low, unsigned char high) {
    unsigned char b = (unsigned char)byte;
    return b >= low && b <= high;
}

bool input_is_control(char byte) {
    return input_is_in(byte, 0, 0x1f) || byte == 0x7f;
}

/* Bytes of the character at the front of a non-empty text; 0: not all here; -1: none. */
static int utf8_length(struct span text) {
    struct span rest = text;
    if (utf8_take(&rest) != UTF8_BAD)
        return (int)(text.n - rest.n);
    /* Could more bytes make it one? Try with the lowest and the highest bytes that may follow. */
    char filled[UTF8_MAX];
    size_t wanted = (unsigned char)text.p[0] >= 0xf0 ? 4 : (unsigned char)text.p[0] >= 0xe0 ? 3 : 2;
    if (text.n >= wanted)
        return -1;
    memcpy(filled, text.p, text.n);
    static const char fillers[] = {'\x80', '\xbf'};
    for (size_t i = 0; i < ARRAY_LEN(fillers); i++) {
        memset(filled + text.n, fillers[i], wanted - text.n);
        struct span whole = {filled, wanted};
        if (utf8_take(&whole) != UTF8_BAD)
            return 0;
    }
    return -1;
}

static int gb_length(struct span text, bool four) {
    bool euro = !four && text.p[0] == '\x80'; /* as code page 936 has it */
    if (euro || input_is_in(text.p[0], 0, 0x7f))
        return 1;
    if (!input_is_in(text.p[0], 0x81, 0xfe))
        return -1;
    if (text.n < 2)
        return 0;
    if (input_is_in(text.p[1], 0x40, 0x7e) || input_is_in(text.p[1], 0x80, 0xfe))
        return 2;
    if (!four || !input_is_in(text.p[1], '0', '9'))
        return -1;
    if (text.n < 3)
        return 0;
    if (!input_is_in(text.p[2], 0x81, 0xfe))
        return -1;
    if (text.n < 4)
        return 0;
    return input_is_in(text.p[3], '0', '9') ? 4 : -1;
}

int input_char_length(enum input_charset charset, struct span text) {
    return charset == INPUT_UTF8 ? utf8_length(text) : gb_length(text, charset == INPUT_GB18030);
}

bool input_chars_decode(struct str *out, enum input_charset charset, struct span chars) {
    if (charset == INPUT_UTF8) {
        str_add(out, chars);
        return true;
    }
    size_t before = out->len;
    struct charset_report report;
    const char *name = charset == INPUT_GBK ? "gbk" : "gb18030";
    if (charset_decode(out, chars, name, &report, NULL) == RC_OK && report.count == 0)
        return true;
    str_splice(out, before, out->len - before, SPAN(""));
    return false;
}

size_t input_chars_decode_all(struct str *out, enum input_charset charset, struct span raw) {
    size_t bad = 0;
    while (raw.n > 0) {
        size_t good = 0;
        int length = 1;
        while (good < raw.n &&
               (length = input_char_length(charset, span_sub(raw, good, raw.n))) > 0)
            good += (size_t)length;
        struct span chars = span_sub(raw, 0, good);
        size_t skipped = length > 0 ? 0 : 1;
        raw = span_sub(raw, good + skipped, raw.n);
        bad += skipped;
        if (input_chars_decode(out, charset, chars))
            continue;
        while (chars.n > 0) { /* one of them is not assigned: find it */
            size_t one = (size_t)input_char_length(charset, chars);
            bad += input_chars_decode(out, charset, span_sub(chars, 0, one)) ? 0 : one;
            chars = span_sub(chars, one, chars.n);
        }
    }
    return bad;
}
