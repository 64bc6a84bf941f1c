/*
 * review_text.h - a text as it is compared with last year's: its sentences, the numbers in them
 * (those of the one reading, model/quantity), and keys by which what is carried is found again
 * wherever it was moved to. Years, blanks and the width of a character make no difference.
 * Keys are 64-bit hashes: two texts that have one are taken to be the same.
 * Ownership: the structure owns everything in it.
 */
#ifndef MODEL_REVIEW_REVIEW_TEXT_H
#define MODEL_REVIEW_REVIEW_TEXT_H

#include "base/text/str.h"
#include "model/quantity/quantities.h"

struct review_number {
    size_t from, digits_to, to; /* points: first digit, behind the digits, behind the unit */
    size_t token;
};

struct review_sentence {       /* to 。！？； or the line's end; a table row is one */
    size_t from, to;           /* points, without blanks around it */
    size_t token, token_end;   /* its tokens */
    size_t number, number_end; /* its numbers */
};

struct review_text {
    char32_t *c; /* of the body, lines joined by '\n', a 0 behind */
    size_t n, cap;
    struct review_token {
        char32_t c; /* a character, or one of the kinds in the .c file */
        uint32_t at;
    } * tokens;
    size_t token_count, token_cap;
    struct review_number *numbers;
    size_t number_count, number_cap;
    struct review_sentence *sentences;
    size_t sentence_count, sentence_cap;
    struct quantities quantities;
};

/* Valid UTF-8, lines joined by '\n', cells by '\t'; what was read before is forgotten. */
void review_text_read(struct review_text *text, struct span body);
void review_text_release(struct review_text *text);

/* The sentence that a number stands in. */
const struct review_sentence *review_sentence_of(const struct review_text *text, size_t number);

enum { REVIEW_KEYS = 3 };
/* By the words beside it, to the nearest mark, and on either side; how many. */
size_t review_number_keys(const struct review_text *text, const struct review_number *number,
                          uint64_t keys[REVIEW_KEYS]);
uint64_t review_sentence_key(const struct review_text *text,
                             const struct review_sentence *sentence);
/* The same with its marks: what confirming it is named after. */
uint64_t review_sentence_hash(const struct review_text *text,
                              const struct review_sentence *sentence);

/* The same with any numbers in it: two sentences that have one differ in their numbers alone. */
uint64_t review_sentence_shape(const struct review_text *text,
                               const struct review_sentence *sentence);
/* What confirming one number of the sentence is named after: other numbers may change. */
uint64_t review_number_hash(const struct review_text *text, const struct review_sentence *sentence,
                            const struct review_number *number);
/* The same for the n-th of something else in the sentence, which says `value`: a year. */
uint64_t review_place_hash(const struct review_text *text, const struct review_sentence *sentence,
                           size_t which, uint32_t value);

enum { REVIEW_RUN = 5 }; /* characters in a row that make a run */
/* Of the run of that many tokens (marks left out) that begins at the token, within `end`; `last`
 * is behind its last token. False: there is none. */
bool review_run_key(const struct review_text *text, size_t token, size_t end, uint64_t *key,
                    size_t *last);
bool review_token_is_word(const struct review_text *text, size_t token); /* no mark */

/* The digits as they are written, without separators, in ASCII where they are digits; the unit. */
void review_add_value(struct str *out, const struct review_text *text,
                      const struct review_number *number);
void review_add_points(struct str *out, const struct review_text *text, size_t from, size_t to);

#endif
