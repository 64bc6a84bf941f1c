/*
 * findings_list.h - 检查: all findings in report order, those that are passed among them. Enter
 * goes to the place: the answer is the finding's id.
 */
#ifndef UI_SCREENS_FINDINGS_LIST_H
#define UI_SCREENS_FINDINGS_LIST_H

#include "ui/shell.h"

/* Where it opens; NULL instead: at the top. */
struct findings_argument {
    int64_t section; /* at the first finding of this section … */
    const char *id;  /* … or at this one, where it is there; "": none */
};
extern const struct layer_ops findings_layer;

#endif
