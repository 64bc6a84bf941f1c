/*
 * help.h - help for a place: what it is for, every command there with its keys and why it cannot
 * be used now, and how the rest is found. Made from the command table.
 */
#ifndef UI_SCREENS_HELP_H
#define UI_SCREENS_HELP_H

#include "ui/shell.h"

extern const struct layer_ops help_layer;

#endif
