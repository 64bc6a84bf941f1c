/*
 * fold.h - words of other people's tables in one form, so that 单 位：元, 单位:元 and ２０２３年
 * are known for what they are: full-width and half-width, capital and small, blanks and quotation
 * marks count for nothing, 二〇二三年 and 23年 are 2023年.
 */
#ifndef EXCHANGE_SHEET_FOLD_H
#define EXCHANGE_SHEET_FOLD_H

#include "base/text/str.h"

/* Appends the folded text; with blanks each run of them is one " ". */
void sheet_fold(struct str *out, struct span text, bool blanks);
/* A unit as figures have it: 萬元, 人民币元 and （元） are 万元 and 元, ㎡ is 平方米. */
void sheet_fold_unit(struct str *out, struct span unit);
/* Eats folded text up to and with the next year in it (2023年决算, 2023); 0: there is none. */
int sheet_take_year(struct span *text);
/* Whether text as it stands, not yet folded, names a year. */
bool sheet_says_year(struct span text);
/* Whether any of the words stands in the text. */
bool sheet_has_word(struct span text, const char *const *words, size_t count);
#define SHEET_HAS_WORD(text, words) sheet_has_word(text, words, ARRAY_LEN(words))

#endif
