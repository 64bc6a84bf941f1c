/*
 * convert.h - text in the forms that a report wants: half-width digits and letters, full-width
 * punctuation in Chinese, no blanks before a paragraph (it is indented in print). It is offered to
 * the clerk and never done unasked. Pure.
 */
#ifndef EDIT_CONVERT_H
#define EDIT_CONVERT_H

#include "edit/editor.h"
#include "edit/editor_select.h"
#include "model/splice.h"

struct convert_count { /* characters that were changed or taken away */
    size_t digits;     /* full-width digits and letters */
    size_t marks;      /* half-width punctuation */
    size_t blanks;     /* before paragraphs */
};
/* Appends a line with the bytes from..to of it converted; what stands around them is looked at. A
 * figure's token is left alone: nothing in one is converted. `tag`: rows keep their blanks. */
struct convert_count convert_line(struct str *out, struct span line, enum line_tag tag, size_t from,
                                  size_t to);
/* The splice that converts a range of a body; false: there is nothing to convert. */
bool convert_range(struct splice *splice, const struct body *body, struct editor_range range,
                   struct convert_count *count);
bool convert_is_none(const struct convert_count *count);

#endif
