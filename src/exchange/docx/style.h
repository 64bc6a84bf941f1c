/*
 * style.h - what the styles of a Word file say of its paragraphs: heading levels, numbering,
 * titles, lists of contents, and of the look of characters. Resolved along basedOn when the part is
 * read. Ownership: the styles own their texts; a style is borrowed from them.
 */
#ifndef EXCHANGE_DOCX_STYLE_H
#define EXCHANGE_DOCX_STYLE_H

#include "base/err.h"
#include "base/text/str.h"
#include "exchange/docx/look.h"

enum { DOCX_STYLES_MOST = 20000 };

struct docx_style {
    char *id, *name, *based;
    int outline; /* heading level from 1; 0: body text; DOCX_UNSET */
    int number;  /* numId, 0: none; DOCX_UNSET */
    int level;   /* of the list, from 0; DOCX_UNSET */
    struct docx_look look;
    bool title, contents;
};

struct docx_styles {
    struct docx_style *items; /* by id */
    size_t count, cap;
    const struct docx_style *normal; /* of paragraphs that name none; may be NULL */
};

/* Fills empty styles; an empty part has none. RC_INPUT. */
MUST_CHECK enum rc docx_styles_read(struct docx_styles *styles, struct span part, struct err *err);
void docx_styles_release(struct docx_styles *styles);
const struct docx_style *docx_styles_find(const struct docx_styles *styles, struct span id);

#endif
