/*
 * convert.h - asks whether another program may convert a file, and waits for it.
 */
#ifndef UI_SCREENS_CONVERT_H
#define UI_SCREENS_CONVERT_H

#include "ui/screens/import.h"

/* Argument: the file as it is, which has a program (session/convert.h). ANSWER_OK: the value is a
 * struct import_source, the file as it is converted. */
extern const struct layer_ops convert_layer;

#endif
