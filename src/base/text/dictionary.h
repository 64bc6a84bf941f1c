/*
 * dictionary.h - the words of schema/dictionary/words.txt: which runs of characters are Chinese
 * words. Built in, sorted by bytes, searched where it lies: nothing is loaded. Where the words of a
 * first character lie is kept once it was asked for. That a word stands in it is no proof that it
 * is spelt right.
 */
#ifndef BASE_TEXT_DICTIONARY_H
#define BASE_TEXT_DICTIONARY_H

#include "base/text/str.h"

#include <uchar.h>

enum { DICTIONARY_POINTS_MOST = 5 };

struct dictionary {
    struct span words;             /* of the built-in file, a word a line */
    struct dictionary_part *parts; /* by the first character; owned */
};
void dictionary_init(struct dictionary *dictionary);
void dictionary_release(struct dictionary *dictionary);
/* Whether these n points are a word; n above DICTIONARY_POINTS_MOST: never. */
bool dictionary_has(const struct dictionary *dictionary, const char32_t *points, size_t n);

#endif
