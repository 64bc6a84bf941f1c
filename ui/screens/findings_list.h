/*
 * findings_list.h - 检查: all findings in report order, those that are passed among them. Enter
 * goes to the place: the answer is the finding's id.
 */
#ifndef UI_SCREENS_FINDINGS_LIST_H
#define UI_SCREENS_FINDINGS_LIST_H

#include "ui/shell.h"

extern const struct layer_ops findings_layer;

#endif
