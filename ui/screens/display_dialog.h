/*
 * display_dialog.h - 显示设置: the width of quotation marks, colours, mouse, screen reader.
 */
#ifndef UI_SCREENS_DISPLAY_DIALOG_H
#define UI_SCREENS_DISPLAY_DIALOG_H

#include "ui/shell.h"

extern const struct layer_ops display_layer;

#endif
