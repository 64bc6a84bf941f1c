/*
 * lost_words.h - characters that were lost, doubled or mistaken, known by the pattern they leave:
 * a cause without its 是, 2023年年, a year without 年, 二0二三, 的的, 认真的完成了, 860万 of money.
 * Each pattern names what is right although it looks alike.
 */
#ifndef CHECK_LOST_WORDS_H
#define CHECK_LOST_WORDS_H

#include "model/finding.h"

void check_lost_words(struct findings *out, const struct report *report,
                      const struct section *section);

#endif
