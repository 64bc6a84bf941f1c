/*
 * report_pick.h - from which report to carry on: found by a part of its unit's name, the initials
 * of its pinyin, or its year. The answer is the report's number, or one of the rows at the ends.
 */
#ifndef UI_SCREENS_REPORT_PICK_H
#define UI_SCREENS_REPORT_PICK_H

#include "ui/shell.h"

extern const struct layer_ops report_pick_layer;

/* Answers of report_pick that are no report's number. */
enum { PICKED_NONE = 0, PICKED_FILE = -1 };

#endif
