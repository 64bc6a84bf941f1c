/*
 * make_math.h - a formula in MathML (W3C MathML 3, presentation elements), as ODT files and web
 * pages hold it, made an equation of a Word document.
 */
#ifndef EXCHANGE_DOCX_MAKE_MATH_H
#define EXCHANGE_DOCX_MAKE_MATH_H

#include "base/base.h"

struct docx_make;
struct xml_node;

/* `math` is the element <math>; a paragraph is open. */
void docx_make_formula(struct docx_make *make, const struct xml_node *math);
/* Whether it is one: has the name, and something in it. */
bool docx_make_is_formula(const struct xml_node *node);

#endif
