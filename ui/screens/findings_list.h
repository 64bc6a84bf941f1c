/*
 * findings_list.h - 检查: all findings and all that readers have said, in report order, what is
 * settled among them. Enter goes to a finding's place and answers a remark; the answer of the layer
 * is the id of what the clerk goes to (session/agenda.h).
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
