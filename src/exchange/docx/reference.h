/*
 * reference.h - a Word file of the office whose look a report takes over: its styles, its page
 * (of the last section), header and footer with their pictures, theme and fonts. Its text is not
 * looked at. Styles are known by their names, as Word shows them (标题 1 is "heading 1" in every
 * language); what the file has no style for gets ours, resting on its own body text. Numbers that
 * styles bring along are dropped: labels stand in our text.
 * Refused (RC_INPUT, one sentence): what is no Word file or is damaged; what in header or footer
 * would fetch, run or embed something: links, objects, fields other than page numbers, dates and
 * the like.
 */
#ifndef EXCHANGE_DOCX_REFERENCE_H
#define EXCHANGE_DOCX_REFERENCE_H

#include "base/err.h"
#include "base/text/str.h"

enum { REFERENCE_BYTES_MOST = 32 * 1024 * 1024 };

struct docx_reference;
struct xml_write;

struct docx_part { /* of a Word file that is written */
    char *name;    /* "word/styles.xml" */
    struct str bytes;
};

MUST_CHECK enum rc docx_reference_open(struct docx_reference **out, struct span bytes,
                                       struct err *err);
void docx_reference_free(struct docx_reference *reference); /* NULL is allowed */

/* The file's id for one of our styles (docx.h). */
const char *docx_reference_style(const struct docx_reference *reference, const char *style);
/* Between the margins, in twips; of its page turned, where that is asked for. */
long docx_reference_width(const struct docx_reference *reference, bool landscape);
struct docx_page {
    bool front;     /* of what stands before the text: without header, footer and numbers */
    bool landscape; /* the page turned, unless it lies already */
    bool goes_on;   /* page numbers go on from the section before, and it has no first page */
};
/* <w:sectPr> with the page, header and footer. */
void docx_reference_write_section(const struct docx_reference *reference, struct xml_write *xml,
                                  const struct docx_page *page);
/* What goes into the package beside document.xml and the properties, content types first. */
const struct docx_part *docx_reference_parts(const struct docx_reference *reference, size_t *count);

#endif
