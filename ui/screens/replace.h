/*
 * replace.h - 替换: what, by what, where, and every place with its old and new wording to choose
 * from.
 */
#ifndef UI_SCREENS_REPLACE_H
#define UI_SCREENS_REPLACE_H

#include "ui/shell.h"

extern const struct layer_ops replace_layer;

/* What the replace dialog begins with. */
struct replace_argument {
    struct span what; /* borrowed during the call */
    int64_t section;  /* 这一节 */
};

#endif
