/*
 * wording.h - family 7, wording and characters: wrong words (words.c, from schema/wordlists),
 * words that stand twice (doubled_words.c), punctuation and spaces (wording.c), phrases that come
 * again (repeats.c).
 */
#ifndef CHECK_WORDING_H
#define CHECK_WORDING_H

#include "check/own_words.h"
#include "model/finding.h"

void check_wording(struct findings *out, const struct report *report,
                   const struct section *section);

#endif
