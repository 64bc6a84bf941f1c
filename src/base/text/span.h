/*
 * span.h - borrowed text: a pointer and a length in bytes, passed by value.
 * A span owns nothing and need not end in NUL. Parsers eat from its front and copy nothing.
 * Text is UTF-8 unless a function says otherwise; "blank" is ASCII space, tab or U+3000.
 */
#ifndef BASE_TEXT_SPAN_H
#define BASE_TEXT_SPAN_H

#include "base/base.h"

struct span {
    const char *p;
    size_t n;
};

#define SPAN(literal) ((struct span){(literal), sizeof(literal) - 1})
/* printf("%.*s", SPAN_ARG(s)) */
#define SPAN_ARG(s) (int)(s).n, (s).p

struct span span_of(const char *text); /* of a NUL-ended text; NULL gives the empty span */
bool span_equal(struct span a, struct span b);
bool span_is(struct span a, const char *text);
bool span_starts_with(struct span text, struct span prefix);
bool span_ends_with(struct span text, struct span suffix);
bool span_take_prefix(struct span *text, struct span prefix);   /* eats it if it is there */
struct span span_sub(struct span text, size_t from, size_t to); /* bytes from..to, clamped */
struct span span_trim_start(struct span text);                  /* blanks */
struct span span_trim_end(struct span text);
struct span span_trim(struct span text);
struct span span_trim_space(struct span text); /* U+00A0 too, as text copied from the web has it */
/* Eats one line from the front, without its '\n'; false when nothing is left. '\n' separates: "a\n"
 * has two lines, the second empty, and "" has one. */
bool span_take_line(struct span *text, struct span *line);
/* Eats the next word and the blanks before it; '\r' is a blank here. false when none is left. */
bool span_take_word(struct span *text, struct span *word);
/* Offset in bytes of the first occurrence, or SIZE_MAX. */
size_t span_find(struct span text, struct span what);
/* A decimal number of ASCII digits, all of the span, at most `most`. */
bool span_to_number(struct span text, uint64_t most, uint64_t *out);
char *span_copy(struct span text); /* heap, NUL-ended */

#endif
