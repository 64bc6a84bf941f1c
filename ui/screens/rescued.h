/*
 * rescued.h - beside the library lies what was rescued when the database was taken away: it is
 * offered where the library is empty, and named where it has come back.
 */
#ifndef UI_SCREENS_RESCUED_H
#define UI_SCREENS_RESCUED_H

#include "ui/shell.h"

extern const struct layer_ops rescued_layer;

/* The newest of the databases that were rescued, and how many there are. */
struct rescued_argument {
    const char *path;
    size_t count;
    bool is_beside; /* the library has reports of its own: it is only named */
};

/* On an empty library: offers what was rescued beside it, else tells of its daily copies. */
void rescued_offer(struct shell *shell);

#endif
