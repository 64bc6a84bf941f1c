/*
 * quantity.h - digits as prose writes them (half and full width), and whether what stands behind a
 * number makes it a quantity. It serves the labels: "3.5亩" is a quantity, "3.5 培训" a label.
 */
#ifndef MODEL_QUANTITY_QUANTITY_H
#define MODEL_QUANTITY_QUANTITY_H

#include "base/text/span.h"

struct digits {
    uint64_t value;  /* 0 where it does not fit */
    size_t count;    /* how many digits */
    bool zero_first; /* "0", "05" */
};

int digit_take(struct span *text); /* eats one digit; -1, and nothing eaten, where none stands */
bool digits_take(struct span *text, struct digits *digits); /* eats all that stand there */

/* Whether the text begins with a unit that may have a fraction (万元, 亩, %), a time (年, 天), or a
 * word that counts whole things (户, 个). "元素", "年度", "个人" are none. */
bool quantity_has_measure(struct span behind);
bool quantity_has_time(struct span behind);
bool quantity_has_counter(struct span behind);

#endif
