/*
 * leave.h - leaving with text that the store does not take: how much it is and why, and what may
 * be done: try again, write it to a file elsewhere, leave without it. Esc goes on writing.
 */
#ifndef UI_SCREENS_LEAVE_H
#define UI_SCREENS_LEAVE_H

#include "ui/shell.h"

extern const struct layer_ops leave_layer;

#endif
