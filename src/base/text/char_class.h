/*
 * char_class.h - the few properties of the Unicode database that the program asks for.
 * The only place that talks to libunistring's unictype and unicase.
 */
#ifndef BASE_TEXT_CHAR_CLASS_H
#define BASE_TEXT_CHAR_CLASS_H

#include "base/text/span.h"

#include <uchar.h>

enum { CHAR_ZWJ = 0x200D, CHAR_EMOJI_STYLE = 0xFE0F, CHAR_KEYCAP = 0x20E3 };

bool char_is_pictographic(char32_t c);   /* Extended_Pictographic: may stand beside a ZWJ */
bool char_looks_like_emoji(char32_t c);  /* drawn in colour without being asked to */
bool char_is_extender(char32_t c);       /* Grapheme_Extend or a skin tone; not the ZWJ */
bool char_is_unassigned(char32_t c);     /* noncharacters too */
bool char_has_shape(char32_t c);         /* for a sentence that names it; ASCII has none */
bool char_is_latin_or_digit(char32_t c); /* letters and digits of one column's scripts */
/* The same for every form that comparing takes for one: full-width and half-width, capital and
 * small. One point stays one point. */
char32_t char_fold(char32_t c);
/* Of a number or a Latin word: no text is cut between two of them. */
bool char_is_of_word(char32_t c);
/* As span_to_number; full-width digits too, which an input method types. */
bool char_read_number(struct span typed, uint64_t most, uint64_t *number);

/* Of ASCII letters; every other byte stays as it is. */
static inline char char_lower(char byte) {
    if (byte >= 'A' && byte <= 'Z')
        return (char)(byte - 'A' + 'a');
    return byte;
}
static inline char char_upper(char byte) {
    if (byte >= 'a' && byte <= 'z')
        return (char)(byte - 'a' + 'A');
    return byte;
}

static inline bool char_is_han(char32_t c) { /* ideographs, 々〆〇 */
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3005 && c <= 0x3007) ||
           (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

#endif
