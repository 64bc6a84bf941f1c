/*
 * menu.h - the menu bar: every command in its group with its keys, and why it cannot be used now.
 * Made from the command table; needs no letters. The answer is a command, run where the menu was
 * opened.
 */
#ifndef UI_SCREENS_MENU_H
#define UI_SCREENS_MENU_H

#include "ui/shell.h"

extern const struct layer_ops menu_layer;

#endif
