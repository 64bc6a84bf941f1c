/*
 * write.h - a report as one self-contained web page, well-formed as XML too, with a print
 * style sheet in the layout of GB/T 9704-2012. Title lines are one h1, a section of level n is an
 * h(n+1), at most h6 (deeper ones say so by aria-level); a run-in heading is a heading that stands
 * in its paragraph's line. Items are lists with their labels as text, the head of a table is th.
 */
#ifndef EXCHANGE_HTML_WRITE_H
#define EXCHANGE_HTML_WRITE_H

#include "model/document.h"

/* Appends UTF-8; `encoding` is what the page says of itself (NULL: utf-8). */
void html_write(struct str *out, const struct document *document, const char *encoding);

#endif
