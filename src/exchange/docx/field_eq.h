/*
 * field_eq.h - EQ fields (ECMA-376 part 1, 17.16.5.17) as formulas on one line.
 */
#ifndef EXCHANGE_DOCX_FIELD_EQ_H
#define EXCHANGE_DOCX_FIELD_EQ_H

#include "base/text/span.h"

struct formula;

/* What follows the word EQ. */
void field_eq_evaluate(struct formula *out, struct span instruction);

#endif
