/*
 * conflict.h - two people wrote in one section: both texts are shown, one is chosen, the other
 * stays in the history.
 */
#ifndef UI_SCREENS_CONFLICT_H
#define UI_SCREENS_CONFLICT_H

#include "ui/shell.h"

/* argument: NULL, or: */
struct conflict_argument {
    bool leaves; /* the clerk is about to leave the program, and may all the same */
};
extern const struct layer_ops conflict_layer;

#endif
