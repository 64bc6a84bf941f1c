/*
 * import.h - what the import screens hand to one another: the bytes of a file or of a paste.
 */
#ifndef UI_SCREENS_IMPORT_H
#define UI_SCREENS_IMPORT_H

#include "ui/shell.h"

struct import_source { /* argument of import_preview_layer; borrowed during the call */
    const char *name;  /* of the file, "" for a paste */
    struct span bytes;
    bool wrapped; /* its lines are those of pages: they are joined */
};

extern const struct layer_ops import_layer;
extern const struct layer_ops paste_layer;

#endif
