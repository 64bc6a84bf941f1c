#include "base/text/char_class.h"

#include "base/text/str.h"
#include "base/text/utf8.h"

#include <unicase.h>
#include <unictype.h>

bool char_is_pictographic(char32_t c) {
    return c >= 0xA9 && uc_is_property_extended_pictographic(c);
}

static bool is_skin_tone(char32_t c) {
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

static bool is_half_a_flag(char32_t c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

bool char_looks_like_emoji(char32_t c) {
    if (c < 0x231A)
        return false;
    return is_skin_tone(c) || is_half_a_flag(c) || uc_is_property_emoji_presentation(c) ||
           (c >= 0x1F000 && uc_is_property_extended_pictographic(c));
}

bool char_is_extender(char32_t c) {
    if (c < 0x300 || c == CHAR_ZWJ)
        return false;
    return is_skin_tone(c) || uc_is_property_grapheme_extend(c);
}

bool char_is_unassigned(char32_t c) {
    return uc_is_general_category(c, UC_UNASSIGNED);
}

bool char_has_shape(char32_t c) {
    return c > 0xA0 && !(c >= 0xE000 && c <= 0xF8FF) && c < 0xE0000;
}

bool char_is_latin_or_digit(char32_t c) {
    if (c < 0x80)
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return c < 0x1100 && uc_is_property_alphabetic(c);
}

char32_t char_fold(char32_t c) {
    static const char32_t half_marks[] = {0x3002, 0x300C, 0x300D, 0x3001,
                                          0x30FB}; /* of U+FF61 on */
    if (c >= 0x3041 && c <= 0x9FFF)
        return c;
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - '!';
    else if (c == 0x3000 || c == 0xA0)
        return ' ';
    else if (c >= 0xFF61 && c < 0xFF61 + ARRAY_LEN(half_marks))
        return half_marks[c - 0xFF61];
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    return uc_tolower(c);
}

bool char_read_number(struct span typed, uint64_t most, uint64_t *number) {
    struct str half = STR_INIT;
    while (typed.n > 0) {
        char32_t c = utf8_take(&typed);
        str_add_char(&half, c == UTF8_BAD ? '?' : char_fold(c));
    }
    bool reads = span_to_number(str_span(&half), most, number);
    str_release(&half);
    return reads;
}

bool char_is_of_word(char32_t c) {
    return char_is_latin_or_digit(c) || c == U'.' || c == U',' || c == U'%' || c == U'％';
}
