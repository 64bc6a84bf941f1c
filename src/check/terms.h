/*
 * terms.h - near misses of the terms of official prose (schema/dictionary/terms.txt): one character
 * of the same sound or shape, two that changed places, one that is twice, missing or too much. A
 * near miss counts only where the strange character makes no word with its neighbours, where no
 * other term stands, and where the laws that the list was made from never write it so
 * (schema/dictionary/alike.txt).
 */
#ifndef CHECK_TERMS_H
#define CHECK_TERMS_H

#include "check/term_list.h"

/* A near miss whose two untouched characters stand at `at` and behind it. */
bool term_list_find_miss(const struct term_list *terms, const struct passage *p, size_t at,
                         struct term_miss *miss);

#endif
