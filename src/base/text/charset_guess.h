/*
 * charset_guess.h - which encoding bytes without a mark are in: the share of common characters,
 * the invalid bytes, and uchardet's vote.
 */
#ifndef BASE_TEXT_CHARSET_GUESS_H
#define BASE_TEXT_CHARSET_GUESS_H

#include "base/text/span.h"

/* The likeliest encoding of a text without a mark that is no valid UTF-8, or has NULs: a name that
 * lives for ever. NULL: the NULs say that it is no text. "gb18030" stands for GBK too. */
const char *charset_guess(struct span bytes);

#endif
