/*
 * basics.h - 报告资料: what the report is about and what prints around its sections: unit, short
 * name, year, the lines of title and sign-off, and what else the template asks. A row is asked for
 * by itself and is one change; the unit and the year are changed in title and sign-off too, where
 * they stand there.
 */
#ifndef UI_SCREENS_BASICS_H
#define UI_SCREENS_BASICS_H

#include "ui/shell.h"

/* In place of a name: asks for what the report still lacks, one row after the other, with what last
 * year's has offered (session/walk_rest.h). */
#define BASICS_REST "@rest"

/* Argument: the name of the value whose row it opens at ("unit", "title", a question's), a `const
 * char *`; NULL: at the first. */
extern const struct layer_ops basics_layer;

#endif
