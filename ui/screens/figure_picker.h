/*
 * figure_picker.h - picks a figure to stand in the text: a few characters find it, then value,
 * last year's, rate or direction. The answer is its token.
 */
#ifndef UI_SCREENS_FIGURE_PICKER_H
#define UI_SCREENS_FIGURE_PICKER_H

#include "ui/shell.h"

extern const struct layer_ops figure_picker_layer;

#endif
