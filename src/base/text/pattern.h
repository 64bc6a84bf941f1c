/*
 * pattern.h - regular expressions that an office writes into its template. The only user of PCRE2.
 * Texts are clean UTF-8 (base/text_clean.h); \d, \w and \b know Chinese. A pattern that would try
 * for ever on some text gives up at PATTERN_TRIES. Ownership: pattern_compile gives the pattern to
 * the caller; matching changes nothing in it.
 */
#ifndef BASE_TEXT_PATTERN_H
#define BASE_TEXT_PATTERN_H

#include "base/err.h"
#include "base/text/str.h"

enum { PATTERN_BYTES_MOST = 4096, PATTERN_TRIES = 100000 };

struct pattern;

/* RC_INPUT with a sentence without a place; *at (bytes of the source) is where it belongs: the
 * wrong character, or with newer PCRE2 behind it. */
MUST_CHECK enum rc pattern_compile(struct pattern **out, struct span source, size_t *at,
                                   struct err *err);
void pattern_free(struct pattern *pattern); /* NULL is allowed */

enum pattern_result { PATTERN_NONE, PATTERN_FOUND, PATTERN_GAVE_UP };
/* The first match at or behind `from` (bytes); it may be empty. */
enum pattern_result pattern_find(const struct pattern *pattern, struct span text, size_t from,
                                 struct span *match);

#endif
