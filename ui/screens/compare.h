/*
 * compare.h - 修改对照: what differs from last year's report, from another one, or from an earlier
 * moment, a place after another. Enter goes there: the answer is the section.
 */
#ifndef UI_SCREENS_COMPARE_H
#define UI_SCREENS_COMPARE_H

#include "ui/shell.h"

extern const struct layer_ops compare_layer;

#endif
