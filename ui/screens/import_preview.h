/*
 * import_preview.h - what an import would make: the tree, where each heading goes, what looks
 * wrong. Nothing is stored before Enter.
 */
#ifndef UI_SCREENS_IMPORT_PREVIEW_H
#define UI_SCREENS_IMPORT_PREVIEW_H

#include "ui/shell.h"

extern const struct layer_ops import_preview_layer;

#endif
