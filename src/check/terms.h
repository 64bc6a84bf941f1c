/*
 * terms.h - near misses of the terms of official prose (schema/dictionary/terms.txt): one character
 * of the same sound or shape, two that changed places, one that is twice, missing or too much. A
 * near miss counts only where the strange character makes no word with its neighbours, where no
 * other term stands, and where the laws that the list was made from never write it so
 * (schema/dictionary/alike.txt).
 */
#ifndef CHECK_TERMS_H
#define CHECK_TERMS_H

#include "check/dictionary.h"
#include "check/passage.h"

enum { TERM_POINTS_MOST = 8 };

struct term_list;

struct term_list *term_list_new(void);
void term_list_free(struct term_list *terms); /* NULL is allowed */

struct term_miss {
    size_t from, to;                      /* of the passage */
    char32_t right[TERM_POINTS_MOST + 1]; /* 0 behind */
};
/* A near miss whose two untouched characters stand at `at` and behind it. */
bool term_list_find_miss(const struct term_list *terms, const struct passage *p, size_t at,
                         struct term_miss *miss);
/* Two characters at `at` that belong to no word, though one other in place of one of them would
 * make them a word of the terms. */
bool term_list_find_broken(const struct term_list *terms, const struct passage *p, size_t at,
                           struct term_miss *miss);
#endif
