/*
 * lists.h - the lists of a Word file: numbering.xml.
 */
#ifndef EXCHANGE_DOCX_LISTS_H
#define EXCHANGE_DOCX_LISTS_H

#include "base/err.h"
#include "base/text/span.h"

struct docx_lists;
struct docx_styles;

/* Fills empty lists; an empty part has none. RC_INPUT. */
MUST_CHECK enum rc docx_lists_read(struct docx_lists *lists, struct span part,
                                   const struct docx_styles *styles, struct err *err);
void docx_lists_release(struct docx_lists *lists);

#endif
