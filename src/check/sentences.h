/*
 * sentences.h - sentences that say the contrary of what is meant, or lack a part: 防止…不再发生,
 * 切忌不要, 通过…，使…得到提高, 有提高 without a degree, 认识不， with its end lost, 加快…力度.
 * Each names what is right although it looks alike.
 */
#ifndef CHECK_SENTENCES_H
#define CHECK_SENTENCES_H

#include "model/finding.h"

void check_sentences(struct findings *out, const struct report *report,
                     const struct section *section);

#endif
