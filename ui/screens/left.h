/*
 * left.h - at the start: text that could not be saved the last time lies in a file.
 */
#ifndef UI_SCREENS_LEFT_H
#define UI_SCREENS_LEFT_H

#include "ui/shell.h"

extern const struct layer_ops left_layer;

/* The newest file with text that could not be saved, and how many there are. */
struct left_argument {
    const char *path;
    size_t count;
};

#endif
