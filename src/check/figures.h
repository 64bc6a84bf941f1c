/*
 * figures.h - the figures: those that are required and empty, those that prose uses and nobody has
 * given yet; constraints of figures and of the template's rules that do not hold; jumps against
 * last year beyond max_change. The first two are warnings; the others have the template's severity,
 * an error where it gives none (a jump: a warning).
 */
#ifndef CHECK_FIGURES_H
#define CHECK_FIGURES_H

#include "model/finding.h"

void check_figures(struct findings *out, const struct report *report,
                   const struct section *section);

#endif
