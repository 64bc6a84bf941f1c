/*
 * convert.h - waits for another program that converts a file; where it is the clerk's, asks first.
 */
#ifndef UI_SCREENS_CONVERT_H
#define UI_SCREENS_CONVERT_H

#include "ui/screens/import.h"

/* Argument: the file as it is, which has a program (session/convert.h). ANSWER_OK: the value is a
 * struct import_source, the file as it is converted. */
extern const struct layer_ops convert_layer;

/* Argument: the bytes of a Word file (a span) that this program has written. ANSWER_OK: the value
 * is a span of the PDF's. Where there is none, says why. */
extern const struct layer_ops pdf_layer;

#endif
