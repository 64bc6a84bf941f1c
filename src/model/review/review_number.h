/*
 * review_number.h - numbers in prose that nobody can reckon with, and that say something of the
 * year all the same: 人均3.5天, 百分之九十八, 下降-3%, 投入3500万, 得分98.5, 召开三次. The
 * quantities (model/quantity) know none of them. Years, dates, labels, versions and numbers of
 * telephones and papers are none.
 */
#ifndef MODEL_REVIEW_REVIEW_NUMBER_H
#define MODEL_REVIEW_REVIEW_NUMBER_H

#include "model/review/review_text.h"

struct review_line { /* points; or a cell of a row */
    size_t from, to;
};
/* Whether one begins at the point `at` of the line from..to; `last` is behind the number before
 * it, or `from`. A sign belongs to the digits; 百分之 stands before out->from. */
bool review_number_read(struct review_number *out, struct points text, struct review_line line,
                        size_t at, size_t last);
/* Whether the digits there are of a name: 24小时, 365天, 15分钟生活圈. */
bool review_number_is_name(struct points text, size_t from);
enum { REVIEW_PART_WORD = 3 /* points of 百分之 */ };
/* Whether 百分之 (or 千分之 …) stands before the number. */
bool review_number_is_part(struct points text, size_t from);

#endif
