/*
 * pinyin.h - the initials of Chinese words as they are typed: 导出 is "dc", 重做 "cz".
 * From the order of GB/T 2312: its first 3,755 characters stand in the order of their pinyin. The
 * program's words that use others, or a second reading, are in a small table.
 */
#ifndef BASE_TEXT_PINYIN_H
#define BASE_TEXT_PINYIN_H

#include "base/text/str.h"

enum { PINYIN_UNKNOWN = '?' };

/* Appends a small letter for each Chinese character, PINYIN_UNKNOWN where it is not known; Latin
 * letters (as small ones) and digits stay, full-width ones too; all else is left out. */
void pinyin_add_initials(struct str *out, struct span text);

#endif
