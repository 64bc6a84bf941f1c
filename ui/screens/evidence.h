/*
 * evidence.h - 佐证: the papers and notes of the report, and those of the section that the clerk
 * came from are added here. Argument: an int64_t, that section.
 */
#ifndef UI_SCREENS_EVIDENCE_H
#define UI_SCREENS_EVIDENCE_H

#include "ui/shell.h"

extern const struct layer_ops evidence_layer;

#endif
