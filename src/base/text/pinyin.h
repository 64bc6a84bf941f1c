/*
 * pinyin.h - Chinese words by the initials of their pinyin, as they are typed: 导出 is found by
 * "dc". A character has the initials of all its readings (重 is z and c), so 重庆市 is found by
 * "cqs" and by "zqs": nobody has to know which one the program would have chosen. The readings are
 * Unihan's, with those of places and families added (schema/pinyin.txt, made by
 * tests/rules/pinyin.sh).
 */
#ifndef BASE_TEXT_PINYIN_H
#define BASE_TEXT_PINYIN_H

#include "base/text/span.h"

#include <uchar.h>

/* The initials of a character's readings, bit 0 for a to bit 25 for z; 0 where none is known. */
uint32_t pinyin_initials(char32_t c);

/*
 * Where `typed` stands in the initials of `text`, both UTF-8. Letters and digits of the text stand
 * for themselves, in any case and width; signs and blanks of both are passed over. Returns how many
 * letters the text has before the place, SIZE_MAX where there is none or nothing was typed.
 */
size_t pinyin_find(struct span text, struct span typed);

/* Whether `typed` is all of the text's initials. */
bool pinyin_is_whole(struct span text, struct span typed);

#endif
