/*
 * figures_prose.h - family 4, prose against the figures: a number behind a figure's label that is
 * another than the figure's, its digits with another unit (元 for 万元), 增长 where the figure
 * fell.
 */
#ifndef CHECK_FIGURES_PROSE_H
#define CHECK_FIGURES_PROSE_H

#include "model/finding.h"

void check_figures_prose(struct findings *out, const struct report *report,
                         const struct section *section);

#endif
