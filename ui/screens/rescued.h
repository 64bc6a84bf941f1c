/*
 * rescued.h - the library is empty, and beside it lies what was rescued when the database was
 * taken away.
 */
#ifndef UI_SCREENS_RESCUED_H
#define UI_SCREENS_RESCUED_H

#include "ui/shell.h"

extern const struct layer_ops rescued_layer;

/* The newest of the databases that were rescued, and how many there are. */
struct rescued_argument {
    const char *path;
    size_t count;
};

#endif
