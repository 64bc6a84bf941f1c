/*
 * library.h - the library: the reports, and below them what can be begun.
 */
#ifndef UI_SCREENS_LIBRARY_H
#define UI_SCREENS_LIBRARY_H

#include "ui/shell.h"

extern const struct layer_ops library_layer;

#endif
