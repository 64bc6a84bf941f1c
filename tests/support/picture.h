/*
 * picture.h - a canvas as a picture (SVG): cells of fixed size, text as text, so that it can be
 * read, searched and compared line by line.
 */
#ifndef TESTS_SUPPORT_PICTURE_H
#define TESTS_SUPPORT_PICTURE_H

#include "ui/term/canvas.h"

void picture_add_canvas(struct str *out, const struct canvas *canvas);

#endif
