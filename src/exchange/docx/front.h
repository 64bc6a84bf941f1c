/*
 * front.h - what a Word file has before its text, where the template wants it: a cover and a list
 * of contents. Both stand in a section of their own without page numbers; the text begins with page
 * 1. The list is a field that Word can renew; what it shows until then is reckoned: of the text
 * from our own pages (model/page.h), of the attachments row by row (leaves.h).
 */
#ifndef EXCHANGE_DOCX_FRONT_H
#define EXCHANGE_DOCX_FRONT_H

#include "base/base.h"

struct diff_line;
struct document;
struct docx_contents;
struct docx_writer;

/* The headings down to document->contents levels with their pages; none where it is 0. `lines` are
 * the document's, as they will be written. The document outlives it. */
void docx_contents_find(struct docx_contents *contents, const struct document *document,
                        const struct docx_writer *writer, const struct diff_line *lines,
                        size_t count);
void docx_contents_release(struct docx_contents *contents);
/* The cover and the list, closed by their section; nothing where the document has neither. */
void docx_write_front(struct docx_writer *writer, const struct document *document);

#endif
