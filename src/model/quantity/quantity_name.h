/*
 * quantity_name.h - numerals that are part of a name: “六个一”, “五个到户”, 四个意识, 八项规定.
 * They count nothing that changes from year to year.
 */
#ifndef MODEL_QUANTITY_QUANTITY_NAME_H
#define MODEL_QUANTITY_QUANTITY_NAME_H

#include "base/text/points.h"

/* Of the number with its unit that stands at from..to (points). Digits are no part of a name. */
bool quantity_is_name(struct points text, size_t from, size_t to);

#endif
