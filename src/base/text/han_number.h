/*
 * han_number.h - ordinal numbers in Chinese: 一, 十, 十一, 二十, 一百零五 … (1 to 9999), and the
 * enclosed forms ① to ⑳ (and ㉑ to ㊿).
 */
#ifndef BASE_TEXT_HAN_NUMBER_H
#define BASE_TEXT_HAN_NUMBER_H

#include "base/text/str.h"

#include <uchar.h>

enum { HAN_NUMBER_MOST = 9999, HAN_CIRCLED_MOST = 50 };

void han_number_add(struct str *out, unsigned n); /* 1..HAN_NUMBER_MOST */
/* Eats a number from the front; false (nothing eaten) if none stands there. 〇 and 零, 两, and
 * digit strings (二〇二二) are no ordinals. */
bool han_number_take(struct span *text, unsigned *n);
bool han_is_numeral(char32_t c); /* a character that numbers are made of, 〇 and 两 too */
void han_circled_add(struct str *out, unsigned n); /* 1..HAN_CIRCLED_MOST */
bool han_circled_take(struct span *text, unsigned *n);

#endif
