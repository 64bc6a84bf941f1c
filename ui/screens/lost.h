/*
 * lost.h - the database was taken away under the program: what happened, where the text is now,
 * and the daily copy with the other reports.
 */
#ifndef UI_SCREENS_LOST_H
#define UI_SCREENS_LOST_H

#include "ui/shell.h"

extern const struct layer_ops lost_layer;

#endif
