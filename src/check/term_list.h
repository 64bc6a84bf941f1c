/*
 * term_list.h - the terms of official prose and the characters that are alike, as terms.c and
 * term_pairs.c look them up: by two characters of a term that no slip has touched, or by one half
 * of a word and what the other is like. Made once a check from the built-in files of
 * schema/dictionary; the list owns all of it.
 */
#ifndef CHECK_TERM_LIST_H
#define CHECK_TERM_LIST_H

#include "base/text/dictionary.h"
#include "check/passage.h"

enum { TERM_POINTS_MOST = 8 };

struct term_miss {
    size_t from, to;                      /* of the passage */
    char32_t right[TERM_POINTS_MOST + 1]; /* 0 behind */
};

/* A term is found by its first two points or by its last two: whatever one slip changes, the other
 * end of four points is whole. All by their first and third, between which the second and third
 * have changed places; those of reports also by the two behind their first. */
enum end { END_FIRST, END_LAST, END_CROSSED, END_HEADLESS, ENDS };

enum { TERM_SLOTS = 1 << 15, TERM_HAN_FIRST = 0x4E00, TERM_HAN_LAST = 0x9FFF };

struct term {
    char32_t points[TERM_POINTS_MOST + 1];
    unsigned char n;
    unsigned char borders; /* bit i: a word ends before point i */
    bool own;              /* of reports: more is said of it */
    bool fixed;            /* an idiom: whatever stands in place of one character is wrong */
    uint32_t next[ENDS];   /* of the same pair, from 1; 0: none */
};

/* A word of two characters that terms are made of; it is found by one of them and what the other is
 * like. */
enum alike { ALIKE_FIRST_SOUND, ALIKE_FIRST_SHAPE, ALIKE_LAST_SOUND, ALIKE_LAST_SHAPE, ALIKES };

enum { WORD_SLOTS = 1 << 13, EXACT_SLOTS = 1 << 14 };

struct term_pair {
    char32_t first, last;
    size_t uses; /* terms of reports that it is a word of; 0: only of others */
    uint32_t next[ALIKES], next_exact;
};

struct term_list {
    struct term_pair *pairs;
    size_t pair_count, pair_cap;
    uint32_t pair_slots[ALIKES][WORD_SLOTS]; /* of those of reports alone */
    uint32_t exact_slots[EXACT_SLOTS];       /* of all */
    struct term *items;
    size_t count, cap;
    uint32_t slots[TERM_SLOTS][ENDS]; /* index of the first, from 1; those of a pair side by side */
    uint16_t sounds[TERM_HAN_LAST - TERM_HAN_FIRST + 1],
        shapes[TERM_HAN_LAST - TERM_HAN_FIRST + 1];   /* 0: unknown */
    bool singles[TERM_HAN_LAST - TERM_HAN_FIRST + 1]; /* may stand alone */
    struct dictionary dictionary;
    struct span alike; /* a text a line, sorted by bytes */
};

struct term_list *term_list_new(void);
void term_list_free(struct term_list *terms); /* NULL is allowed */

/* Where the terms of two characters lie in slots; where words of two lie in pair_slots, 0: the
 * character is like no other. */
size_t term_slot(char32_t a, char32_t b);
size_t term_pair_slot(const struct term_list *terms, enum alike alike, char32_t a, char32_t b);
/* The word of these two; NULL: none. */
const struct term_pair *term_list_pair(const struct term_list *terms, char32_t a, char32_t b);

/* Of the same sound or shape. */
bool chars_are_alike(const struct term_list *terms, char32_t a, char32_t b);
/* Whether the character may stand as a word of its own: 处, 报, 等. */
bool char_is_single(const struct term_list *terms, char32_t c);
/* Whether the two characters at `at` are a word, of the dictionary or of a term. */
bool pair_is_word(const struct term_list *terms, const struct passage *p, size_t at);
/* Points from..to make a word of two neither among themselves nor with their neighbours. */
bool points_are_broken(const struct term_list *terms, const struct passage *p, size_t from,
                       size_t to);
/* Whether it is part of a word of three to five characters: 保障金, 慎终如始. */
bool char_is_in_long_word(const struct term_list *terms, const struct passage *p, size_t at);
/* Whether the character makes no word with its neighbours and is no word of its own. */
bool char_is_stray(const struct term_list *terms, const struct passage *p, size_t at);
/* Whether a term, as it should be, covers point `at`. */
bool char_is_in_term(const struct term_list *terms, const struct passage *p, size_t at);
/* Whether the laws write it so, though it looks like a slip. */
bool miss_is_listed_alike(const struct term_list *terms, const struct passage *p,
                          const struct term_miss *miss);

#endif
