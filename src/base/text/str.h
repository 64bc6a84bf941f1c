/*
 * str.h - growable text. `.s` is never NULL and always ends in NUL; `len` counts bytes without it.
 * Lifecycle: STR_INIT or str_init, then str_release; str_clear keeps the memory; str_detach hands
 * it over. Readers put their ceiling before they fill one.
 */
#ifndef BASE_TEXT_STR_H
#define BASE_TEXT_STR_H

#include "base/base.h"
#include "base/text/span.h"

#include <stdarg.h>

#include <uchar.h>

extern char str_empty[]; /* one NUL, never written to */

struct str {
    char *s;
    size_t len, cap;
};

#define STR_INIT ((struct str){.s = str_empty})

void str_init(struct str *s);
void str_release(struct str *s);
void str_clear(struct str *s);
char *str_detach(struct str *s); /* heap, NUL-ended; s is empty again */
struct span str_span(const struct str *s);

void str_add(struct str *s, struct span more);
void str_add_text(struct str *s, const char *more); /* NUL-ended */
void str_add_byte(struct str *s, char byte);
void str_add_char(struct str *s, char32_t c);       /* as UTF-8 */
void str_add_line(struct str *s, struct span more); /* line ends and tabs become blanks */
void str_add_repeat(struct str *s, struct span what, size_t times);
void str_add_format(struct str *s, const char *format, ...) PRINTF_LIKE(2, 3);
void str_add_list(struct str *s, const char *format, va_list args) PRINTF_LIKE(2, 0);
/* Replaces `removed` bytes at `at` by `more`, which must not point into s. */
void str_splice(struct str *s, size_t at, size_t removed, struct span more);
void str_set(struct str *s, struct span text);
void str_cut(struct str *s, size_t length);   /* keeps the first `length` (<= len) bytes */
void str_reserve(struct str *s, size_t more); /* room for `more` bytes and the NUL */

#endif
