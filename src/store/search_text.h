/*
 * search_text.h - text as the search sees it: tokens, and words (sequences of tokens) in a text.
 * The index (store/tokenizer.c) and the reading of what is not yet indexed use the same tokens, so
 * both find the same. Pure.
 *
 * One token is one Chinese character (kana, Hangul too), a Latin word or a number as a whole, in
 * small letters and half width, a number without its commas (1,786 is 1786); a mark of Chinese
 * punctuation and a line's end are tokens of their own that no word crosses; all else is skipped.
 */
#ifndef STORE_SEARCH_TEXT_H
#define STORE_SEARCH_TEXT_H

#include "base/text/str.h"

enum { SEARCH_TOKEN_MOST = 64, SEARCH_WORDS_MOST = 16 }; /* bytes; words of a question */

struct search_token {
    char text[SEARCH_TOKEN_MOST]; /* not NUL-ended; a longer word is cut */
    size_t length;
    size_t from, to; /* bytes in the text */
};
/* The next token at or after byte *at, which moves behind it; false at the end. */
bool search_next_token(struct span text, size_t *at, struct search_token *token);

/* A question: its words (parted by blanks), each of which must occur. */
struct search_question {
    struct span words[SEARCH_WORDS_MOST]; /* borrowed */
    size_t count;
};
/* Words without a letter, digit or character are left out; so are those past SEARCH_WORDS_MOST. */
void search_question_read(struct search_question *question, struct span text);
/* For FTS5: each word a phrase, joined by AND. */
void search_question_add_match(struct str *out, const struct search_question *question);

/* The first place of a word: bytes from..to. */
bool search_find_word(struct span text, struct span word, size_t *from, size_t *to);
/* Whether each word stands in one of the two texts. */
bool search_fits(const struct search_question *question, struct span heading, struct span body);

/* Appends the sentence that bytes from..to of the text stand in, on one line; a long one is cut
 * around them (…). *at gets where they begin in `out`. */
void search_add_sentence(struct str *out, struct span text, size_t from, size_t to, size_t *at);

#endif
