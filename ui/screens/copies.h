/*
 * copies.h - the whole library put back: as it was on a day of which there is a copy.
 */
#ifndef UI_SCREENS_COPIES_H
#define UI_SCREENS_COPIES_H

#include "ui/shell.h"

extern const struct layer_ops copies_layer;

#endif
