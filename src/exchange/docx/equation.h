/*
 * equation.h - equations (OMML, ECMA-376 part 1, 22.1) as formulas on one line.
 */
#ifndef EXCHANGE_DOCX_EQUATION_H
#define EXCHANGE_DOCX_EQUATION_H

#include "base/text/span.h"

struct docx_paragraph;
struct docx_walk;

/* Elements of OMML; true where the equation ends, written to the text of the paragraph. */
void docx_equation_open(struct docx_walk *walk, struct span name);
bool docx_equation_close(struct docx_walk *walk, struct span name, struct docx_paragraph *out);
void docx_equation_add_text(struct docx_walk *walk, struct span text);
void docx_equation_release(struct docx_walk *walk);

#endif
