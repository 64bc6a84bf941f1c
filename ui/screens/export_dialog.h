/*
 * export_dialog.h - the export dialog: format, encoding, line ends, layout, file; what is
 * unfinished and what the encoding cannot carry is said before anything is written.
 */
#ifndef UI_SCREENS_EXPORT_DIALOG_H
#define UI_SCREENS_EXPORT_DIALOG_H

#include "ui/shell.h"

extern const struct layer_ops export_layer;

#endif
