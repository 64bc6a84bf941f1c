#include "base/text/pinyin.h"

#include "base/text/char_class.h"
#include "base/text/charset.h"
#include "base/text/utf8.h"

/* GB/T 2312, first level: the first character of each initial, in the bytes of EUC-CN (no syllable
 * begins with i, u, v); the level ends before LEVEL_END. */
static const struct {
    uint16_t from;
    char initial;
} starts[] = {
    {0xB0A1, 'a'}, {0xB0C5, 'b'}, {0xB2C1, 'c'}, {0xB4EE, 'd'}, {0xB6EA, 'e'}, {0xB7A2, 'f'},
    {0xB8C1, 'g'}, {0xB9FE, 'h'}, {0xBBF7, 'j'}, {0xBFA6, 'k'}, {0xC0AC, 'l'}, {0xC2E8, 'm'},
    {0xC4C3, 'n'}, {0xC5B6, 'o'}, {0xC5BE, 'p'}, {0xC6DA, 'q'}, {0xC8BB, 'r'}, {0xC8F6, 's'},
    {0xCBFA, 't'}, {0xCDDA, 'w'}, {0xCEF4, 'x'}, {0xD1B9, 'y'}, {0xD4D1, 'z'},
};
enum { LEVEL_END = 0xD7FA };

/* Words whose characters are read otherwise than they are sorted. */
static const struct {
    struct span word;
    const char *initials;
} words[] = {
    {{"重做", 6}, "cz"}, {{"重画", 6}, "ch"}, {{"重新", 6}, "cx"},
    {{"换行", 6}, "hh"}, {{"调整", 6}, "tz"},
};

static char initial_of_bytes(unsigned high, unsigned low) {
    unsigned code = high << 8 | low;
    char initial = PINYIN_UNKNOWN;
    for (size_t i = 0; code < LEVEL_END && i < ARRAY_LEN(starts) && code >= starts[i].from; i++)
        initial = starts[i].initial;
    return initial;
}

static char initial_of(struct charset_encoder *encoder, struct span character) {
    struct str bytes = STR_INIT;
    struct charset_report report;
    char initial = PINYIN_UNKNOWN;
    if (encoder != NULL &&
        charset_encoder_add(encoder, &bytes, character, CHARSET_REFUSE, &report, NULL) == RC_OK &&
        bytes.len == 2)
        initial = initial_of_bytes((unsigned char)bytes.s[0], (unsigned char)bytes.s[1]);
    str_release(&bytes);
    return initial;
}

/* The small ASCII letter or digit, half width; 0 for all else. */
static char32_t half_width(char32_t c) {
    enum { FULL_WIDTH = 0xFEE0, SMALL = 0x20 };
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= FULL_WIDTH;
    bool digit = c >= '0' && c <= '9', letter = (c | SMALL) >= 'a' && (c | SMALL) <= 'z';
    return digit ? c : letter ? c | SMALL : 0;
}

static bool take_word(struct str *out, struct span *text) {
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_take_prefix(text, words[i].word)) {
            str_add_text(out, words[i].initials);
            return true;
        }
    return false;
}

void pinyin_add_initials(struct str *out, struct span text) {
    struct charset_encoder *encoder = NULL;
    if (charset_encoder_new(&encoder, "gbk", NULL) != RC_OK)
        encoder = NULL; /* then no character is known */
    while (text.n > 0) {
        if (take_word(out, &text))
            continue;
        struct span before = text;
        char32_t c = utf8_take(&text);
        char32_t plain = half_width(c);
        if (plain != 0)
            str_add_char(out, plain);
        else if (char_is_han(c))
            str_add_byte(out, initial_of(encoder, span_sub(before, 0, before.n - text.n)));
    }
    charset_encoder_free(encoder);
}
