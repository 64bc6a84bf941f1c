/*
 * markup.h - a web page as a browser reads it where the library's parser does not: what goes before
 * the parser. Both take one pass over the page, whatever it holds.
 */
#ifndef EXCHANGE_HTML_MARKUP_H
#define EXCHANGE_HTML_MARKUP_H

#include "base/text/str.h"

/* Appends the page (UTF-8) without its declarations, <![if …]>, <![endif]>, <![CDATA[…> and the
 * like: to a browser they are comments up to the next '>' (HTML standard, markup declaration open
 * state). The doctype and true comments stay, and what stands in tags, scripts, styles and fields
 * for text. Elements that hold nothing by that standard, but not to the library, get an end tag. */
void html_add_markup(struct str *out, struct span page);
/* Appends the page (UTF-8) with the references &#128; to &#159; as the characters that Windows-1252
 * has there (HTML standard, numeric character reference end state); those that it has not stay. */
void html_add_references(struct str *out, struct span page);

/* Whether the page ends before its end: within a tag or a comment, or as a whole page without the
 * end of <html> and <body>. A piece of a page, which begins neither, may end behind any tag. */
bool html_is_cut(struct span page);

#endif
