/*
 * score.h - 自评表 (F7): the score sheet of the open report, typed into a table. Argument: a struct
 * table_argument.
 */
#ifndef UI_SCREENS_SCORE_H
#define UI_SCREENS_SCORE_H

#include "ui/shell.h"

extern const struct layer_ops score_layer;

#endif
