/*
 * points.h - text as an array of code points, for reading that goes back and forth in it. The
 * array is borrowed; the point behind the last one is 0. Words are NUL-ended arrays of points:
 * U"其中"; lists of words end with NULL.
 */
#ifndef BASE_TEXT_POINTS_H
#define BASE_TEXT_POINTS_H

#include "base/base.h"

#include <uchar.h>

struct points {
    const char32_t *c;
    size_t n;
};

size_t points_length_of(const char32_t *word);

/* What the checkers ask of nearly every point of a report, without a call. */
static inline bool points_stand_at(struct points text, size_t at, const char32_t *word) {
    size_t i = 0;
    while (word[i] != 0 && at + i < text.n && text.c[at + i] == word[i])
        i++;
    return word[i] == 0;
}

/* Whether the two words, each with a 0 behind it, are the same. */
static inline bool points_are_equal(const char32_t *a, const char32_t *b) {
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static inline bool char_is_one_of(char32_t c, const char32_t *set) { /* 0 is none */
    while (*set != 0 && *set != c)
        set++;
    return *set != 0;
}

static inline bool char_is_digit(char32_t c) { /* 0-9, full width too */
    return c - U'0' < 10 || c - U'０' < 10;
}

static inline unsigned char_digit_value(char32_t c) { /* of a digit: 0 to 9 */
    return (unsigned)(c >= U'０' ? c - U'０' : c - U'0');
}

static inline bool char_is_blank(char32_t c) { /* space, tab, U+00A0, U+3000 */
    return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000;
}

enum { POINTS_WORD_MOST = 16 }; /* points of a word in a list split by '/', its end counted */
/* Eats the next word of such a list; its length, 0: the list is at its end. */
size_t points_take_word(const char32_t **list, char32_t word[POINTS_WORD_MOST]);
bool points_end_at(struct points text, size_t end, const char32_t *word);
/* First place in from..to where the word begins and ends; SIZE_MAX: none. */
size_t points_find(struct points text, size_t from, size_t to, const char32_t *word);
/* The first word of the list that stands there, or NULL. */
const char32_t *points_any_at(struct points text, size_t at, const char32_t *const *list);
const char32_t *points_any_before(struct points text, size_t end, const char32_t *const *list);
bool points_any_within(struct points text, size_t from, size_t to, const char32_t *const *list);

/* Points that both have in the same order (their longest common subsequence), for short texts: of
 * a longer one the first POINTS_COMPARED_MOST count. */
enum { POINTS_COMPARED_MOST = 64 };
size_t points_in_common(struct points a, struct points b);

bool char_is_separator(char32_t c); /* ， 、 ； ： 。 and their half-width kin, brackets, blanks */
/* The number of four digits that stands there, in no longer one: 2022; 0: none. */
int points_year_at(struct points text, size_t at);

#endif
