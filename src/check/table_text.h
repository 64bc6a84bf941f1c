/*
 * table_text.h - what the text of a section says of the rows of its tables: an amount under a row's
 * name, which row is the highest or lowest, that all are above a rate.
 */
#ifndef CHECK_TABLE_TEXT_H
#define CHECK_TABLE_TEXT_H

#include "model/finding.h"

void check_table_text(struct findings *out, const struct report *report,
                      const struct section *section);

#endif
