/*
 * figures.h - 数据 (F6): the figures of the open report, typed into a table. Argument: a struct
 * table_argument.
 */
#ifndef UI_SCREENS_FIGURES_H
#define UI_SCREENS_FIGURES_H

#include "ui/shell.h"

extern const struct layer_ops figures_layer;

#endif
