/*
 * flat.h - a Word file as one XML ("flat OPC", ECMA-376 part 2 as Word saves it): its parts stand
 * in one another instead of in a zip.
 */
#ifndef EXCHANGE_DOCX_FLAT_H
#define EXCHANGE_DOCX_FLAT_H

#include "exchange/docx/read.h"

/* A reader's function (reader.h). RC_INPUT as docx_read. */
MUST_CHECK enum rc docx_read_flat(struct source *out, struct import_draft *draft, struct span bytes,
                                  const struct import_options *options, struct err *err);

#endif
