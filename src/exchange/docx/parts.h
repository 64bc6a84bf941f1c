/*
 * parts.h - which part of a Word file is which, by the file's own relations.
 */
#ifndef EXCHANGE_DOCX_PARTS_H
#define EXCHANGE_DOCX_PARTS_H

#include "exchange/package/zip_read.h"

enum { DOCX_HEADERS_MOST = 40, DOCX_TARGETS_MOST = 1000 };

struct docx_parts { /* names in the zip, owned; NULL: the file has none. Zeroed: empty */
    char *document, *styles, *numbering, *footnotes, *endnotes;
    char *comments, *comments_extended, *custom;
    char *relations;                  /* of the document; it need not be there */
    char *headers[DOCX_HEADERS_MOST]; /* and footers */
    size_t header_count;
    struct docx_target { /* parts that the text points to: documents within, SmartArt */
        char *id, *part;
    } * targets;
    size_t target_count, target_cap;
};

/* RC_INPUT with a sentence that says what it is where it is no Word document. The parts are to be
 * released either way. */
MUST_CHECK enum rc docx_parts_find(struct docx_parts *parts, struct zip_read *zip, struct err *err);
/* The part that the document names by that relation; NULL: none that is kept. */
const char *docx_parts_target(const struct docx_parts *parts, struct span id);
void docx_parts_release(struct docx_parts *parts);

#endif
