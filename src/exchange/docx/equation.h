/*
 * equation.h - equations (OMML, ECMA-376 part 1, 22.1) as formulas on one line; true where the
 * equation ends, written to `out`.
 */
#ifndef EXCHANGE_DOCX_EQUATION_H
#define EXCHANGE_DOCX_EQUATION_H

#include "base/text/span.h"

struct docx_walk;
struct str;

/* Elements of OMML; true where the equation ends, written to `out`. */
void docx_equation_open(struct docx_walk *walk, struct span name);
bool docx_equation_close(struct docx_walk *walk, struct span name, struct str *out);
void docx_equation_add_text(struct docx_walk *walk, struct span text);
void docx_equation_release(struct docx_walk *walk);

#endif
