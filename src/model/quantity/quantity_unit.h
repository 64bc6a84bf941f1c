/*
 * quantity_unit.h - what numbers in prose count or measure: 人 户 万元 平方米 %. Two names of one
 * unit (名 and 人, 平方 and 平方米) are one.
 */
#ifndef MODEL_QUANTITY_QUANTITY_UNIT_H
#define MODEL_QUANTITY_QUANTITY_UNIT_H

#include "base/text/points.h"

enum unit_kind {
    UNIT_COUNT,   /* whole things: a difference of one is a difference */
    UNIT_MEASURE, /* rounds */
    UNIT_PERCENT,
    UNIT_POINTS /* 百分点 */
};

struct quantity_unit {
    const char32_t *name;
    enum unit_kind kind;
    const char32_t *same_as; /* another name of it, or NULL */
};

/* Eats the unit that stands there; NULL where none does ("个月", "分钟", "项目" are none). */
const struct quantity_unit *quantity_unit_take(struct points text, size_t *at);
/* Eats 万, 亿, 千万 … and gives its power of ten; 0: none stands there. */
int quantity_scale_take(struct points text, size_t *at);
/* Answers of a survey are counted in people, papers and samples alike: 人 份 户 个 张 票 件. */
bool quantity_unit_is_of_survey(const struct quantity_unit *unit);

#endif
