/*
 * grapheme.h - extended grapheme clusters (UAX 29) over valid UTF-8: what a clerk deletes with one
 * key and never sees cut. Offsets are bytes.
 */
#ifndef BASE_TEXT_GRAPHEME_H
#define BASE_TEXT_GRAPHEME_H

#include "base/text/span.h"

size_t grapheme_next(struct span text,
                     size_t at); /* end of the cluster at `at`; text.n at the end */
size_t grapheme_prev(struct span text, size_t at); /* start of the cluster before; 0 at the start */
struct span grapheme_take(struct span *text);      /* eats one from a non-empty text */

#endif
