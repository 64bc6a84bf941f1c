/*
 * sheet_out.h - 发填报表: asks for folder, format and due date, and writes a sheet for each office
 * that owes figures of a report (session/sheet.h).
 */
#ifndef UI_SCREENS_SHEET_OUT_H
#define UI_SCREENS_SHEET_OUT_H

#include "ui/shell.h"

/* Argument: an int64_t *, the report; it is loaded for as long as it is not the open one. */
extern const struct layer_ops sheet_out_layer;

#endif
