/*
 * palette.h - the command palette: a few characters find any command; Enter runs it where the
 * palette was opened.
 */
#ifndef UI_SCREENS_PALETTE_H
#define UI_SCREENS_PALETTE_H

#include "ui/shell.h"

extern const struct layer_ops palette_layer;

#endif
