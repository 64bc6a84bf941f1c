/*
 * hostile.h - text that tries to drive a terminal, and the judge of what a program wrote to one.
 * Where such text comes in it is stripped, and nothing of it is ever written: the characters
 * of base/text_clean.h, and the escape sequences that they make up.
 */
#ifndef TESTS_SUPPORT_HOSTILE_H
#define TESTS_SUPPORT_HOSTILE_H

#include "base/text/str.h"

#include <uchar.h>

enum { HOSTILE_COUNT = 27 };

/* UTF-8 without NUL; each alone is to vanish, or leave nothing but letters and figures. */
const char *hostile_text(size_t i);
/* Appends all of them, 甲 before and 乙 behind each. */
void hostile_add_all(struct str *out);
/* Whether a character may stand in no stored text, no file and no screen. */
bool hostile_is_char(char32_t c);
/* The first byte of a text at which such a character (line ends and tabs are none) or a byte that
 * is no UTF-8 stands; SIZE_MAX: none. A U+200D between emoji is none. */
size_t hostile_find(struct span text);
/* The same for what a program wrote to a terminal like xterm, whose own sequences are known:
 * cursor, erasing, looks, modes. Any other sequence came from the data. A cut sequence at the end
 * is none.
 */
size_t hostile_find_written(struct span written);

#endif
