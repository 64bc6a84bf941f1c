/*
 * tour.h - the tour: five steps over the workbench of a sample report, each a key to press; Enter
 * presses it for the clerk, Esc leaves at any time. Argument: the step, from 0.
 */
#ifndef UI_SCREENS_TOUR_H
#define UI_SCREENS_TOUR_H

#include "ui/shell.h"

extern const struct layer_ops tour_layer;

#endif
