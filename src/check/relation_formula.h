/*
 * relation_formula.h - a reckoning that is written out, and what it gives:
 * （182.37÷190.00）×100%=95.98%, 6.25%（7.5/120）. Words between the numbers are passed over.
 */
#ifndef CHECK_RELATION_FORMULA_H
#define CHECK_RELATION_FORMULA_H

#include "check/relation.h"

void check_formulas(struct raiser *raiser, const struct passage *p);

#endif
