/*
 * new_report.h - the form of a new report: template, unit, short name, year, and what to carry on
 * from.
 */
#ifndef UI_SCREENS_NEW_REPORT_H
#define UI_SCREENS_NEW_REPORT_H

#include "ui/shell.h"

extern const struct layer_ops new_report_layer;

#endif
