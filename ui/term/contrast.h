/*
 * contrast.h - how well a look can be read: the contrast of its two colours as WCAG 2 has it, on
 * the palettes of the usual terminals, of which the worst counts. Pure.
 */
#ifndef UI_TERM_CONTRAST_H
#define UI_TERM_CONTRAST_H

#include "ui/term/theme.h"

/* The terminal's own background: nearly black or nearly white, or quite so. */
enum ground { GROUND_DARK, GROUND_LIGHT, GROUND_BLACK, GROUND_WHITE };

#define CONTRAST_LEAST 4.5 /* to 1: what WCAG 2 asks of text */

/* The least contrast of the look on that ground, from 1 to 21. *palette, where it is not NULL,
 * becomes the name of the terminal that has it. */
double contrast_of(struct look look, enum ground ground, const char **palette);

#endif
