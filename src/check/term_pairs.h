/*
 * term_pairs.h - two characters that belong to no word, though one other of the same sound or shape
 * in place of one of them, or the other order, would make them a word of the terms (term_list.h).
 */
#ifndef CHECK_TERM_PAIRS_H
#define CHECK_TERM_PAIRS_H

#include "check/term_list.h"

/* Two such characters at `at`. */
bool term_list_find_broken(const struct term_list *terms, const struct passage *p, size_t at,
                           struct term_miss *miss);
/* A character at `at` that stands twice, one of them in a word of reports and the other in none:
 * 推动动, 其其中. */
bool term_list_find_twice(const struct term_list *terms, const struct passage *p, size_t at,
                          struct term_miss *miss);
/* A character at `at` that begins a word of reports, stands behind another word, and has a mark
 * where its other half should be: 减轻基层负。 */
bool term_list_has_cut(const struct term_list *terms, const struct passage *p, size_t at);

#endif
