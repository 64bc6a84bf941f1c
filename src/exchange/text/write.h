/*
 * write.h - a report as plain text, or as pages of it.
 */
#ifndef EXCHANGE_TEXT_WRITE_H
#define EXCHANGE_TEXT_WRITE_H

struct document;
struct pages;
struct str;

/* Appends the report's blocks in plain layout. */
void text_write_plain(struct str *out, const struct document *document);
/* In page layout: pages of 22 lines of 28 cells, each followed by its number and U+000C. */
void text_write_pages(struct str *out, const struct pages *pages);

#endif
