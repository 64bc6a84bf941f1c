/*
 * tour.h - the tour: two parts of five steps over the workbench of a sample report, each a key to
 * press; Enter presses it for the clerk, Esc leaves at any time. The first part is one clerk's
 * work, the second what others send. Argument: struct tour_place.
 */
#ifndef UI_SCREENS_TOUR_H
#define UI_SCREENS_TOUR_H

#include "ui/shell.h"

struct tour_place { /* both from 0 */
    size_t part, step;
};
extern const struct layer_ops tour_layer;

#endif
