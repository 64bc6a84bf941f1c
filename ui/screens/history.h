/*
 * history.h - the history: who changed what and when, the newest first, of a section, a person,
 * the figures or the whole report; what was changed by words; and back to any moment, which is a
 * change itself. Argument: a struct history_argument, what to begin with. It is read page by page,
 * however long it is.
 */
#ifndef UI_SCREENS_HISTORY_H
#define UI_SCREENS_HISTORY_H

#include "ui/shell.h"

extern const struct layer_ops history_layer;

/* What the history begins with: a value's changes, or (name NULL) a section's. */
struct history_argument {
    int64_t section;  /* that the clerk came from; -1: none */
    const char *name; /* borrowed during the call */
};

#endif
