/*
 * walk.h - the elements of a web page, one by one, into the document that is made of it.
 */
#ifndef EXCHANGE_HTML_WALK_H
#define EXCHANGE_HTML_WALK_H

#include "exchange/package/xml_tree.h"

struct docx_make;

/* All that stands in the page's body. */
void html_walk(struct docx_make *make, const struct xml_node *root);

#endif
