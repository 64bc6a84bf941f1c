/*
 * section_find.h - going to a section by a part of its heading, the initials of its pinyin, or its
 * number (2.1.3). The answer is the section.
 */
#ifndef UI_SCREENS_SECTION_FIND_H
#define UI_SCREENS_SECTION_FIND_H

#include "ui/shell.h"

extern const struct layer_ops section_find_layer;

#endif
