/*
 * figure_share.h - how the parts of a sum are shown. Values are exact; each is rounded once, where
 * it is shown, and parts that are rounded apart may miss their rounded total by a unit. Where a
 * figure is calculated as a plain sum of others, in one unit with the same decimals, its parts are
 * therefore rounded together by the largest remainder, so that what a reader adds up is what
 * stands there.
 */
#ifndef MODEL_FIGURE_FIGURE_SHARE_H
#define MODEL_FIGURE_FIGURE_SHARE_H

#include "model/figure/figure.h"

/* The number to show for a figure that has one: its value, or its share of the rounded total. The
 * caller's; NULL where the value is no number. */
struct number *figures_shown(struct figures *figures, const struct template_figure *figure,
                             bool prior);

#endif
