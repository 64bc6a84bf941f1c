/*
 * look.h - what an element of a web page says about how its text looks: by its name, its attributes
 * and the style of its own. Pure.
 */
#ifndef EXCHANGE_HTML_LOOK_H
#define EXCHANGE_HTML_LOOK_H

#include "exchange/package/xml_tree.h"

/* Bits of docx/make.h for text in the element, where `outer` is in force around it. */
unsigned html_look(const struct xml_node *node, unsigned outer);
/* The value of a property in its style attribute, without blanks around it; empty: none. */
struct span html_style_of(const struct xml_node *node, const char *property);

#endif
