/*
 * utf8.h - strict UTF-8: code points to bytes and back (RFC 3629: no surrogates, no overlong
 * forms, nothing above U+10FFFF). A "point" is a Unicode scalar value.
 */
#ifndef BASE_TEXT_UTF8_H
#define BASE_TEXT_UTF8_H

#include "base/text/span.h"

#include <uchar.h>

enum { UTF8_MAX = 4 };                  /* bytes of the longest character */
#define UTF8_BAD ((char32_t)0xFFFFFFFF) /* what utf8_take gives for an invalid byte */

/* Writes c (a scalar value) and returns the number of bytes, 1 to 4. */
size_t utf8_put(char32_t c, char bytes[UTF8_MAX]);
/* Eats one character from the front of a non-empty text. An invalid or cut sequence eats one byte
 * and gives UTF8_BAD. */
char32_t utf8_take(struct span *text);
/* The length in bytes of a character that its first byte shows to be plain (ASCII from the blank
 * on, or U+4000 to U+9FFF, which is most of a report), or 0: it neither joins its neighbours nor
 * means anything to a terminal. */
size_t utf8_plain_length(char first_byte);
/* The character that ends before byte offset `at` (> 0) of a valid text. */
char32_t utf8_before(struct span text, size_t at);
bool utf8_is_valid(struct span text, size_t *bad_at); /* bad_at may be NULL: byte offset */
size_t utf8_count(struct span text);                  /* points of a valid text */
size_t utf8_offset(struct span text, size_t points);  /* bytes of the first `points`; clamps */
/* Points of a valid text that are no white space (ASCII white space, U+00A0, U+3000). */
size_t utf8_count_ink(struct span text);
bool utf8_has_ink(struct span text); /* at least one */
/* All three at once, for what comes from outside: false where the text is not valid. */
struct utf8_measure {
    size_t points, ink;
};
bool utf8_measure(struct span text, struct utf8_measure *out);
bool utf8_is_space(char32_t c); /* as utf8_count_ink skips */

#endif
