/*
 * preview.h - page preview (F5): the pages as the page layout exports them. What is long is laid
 * out in slices, between which the keys are heard.
 */
#ifndef UI_SCREENS_PREVIEW_H
#define UI_SCREENS_PREVIEW_H

#include "ui/shell.h"

extern const struct layer_ops preview_layer;

#endif
