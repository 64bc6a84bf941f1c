/*
 * editor_sum.h - sums filled into the table that the cursor is in.
 */
#ifndef EDIT_EDITOR_SUM_H
#define EDIT_EDITOR_SUM_H

#include "model/table_sum.h"

struct editor;
struct splice;

/* Where the cursor's column is headed 合计: the sum of each row into it. Else the row of sums: the
 * cursor's if it is a 合计, else the table's last one, else one more at its end (an empty last row
 * becomes it). Figures count with their numbers and are never replaced. Builds the splice (the
 * caller's); false: nothing adds up, the sums are there already (sum->filled says which), or the
 * cursor is in no table. *cursor: an offset after it, in the first sum's row. */
bool editor_sum_table(const struct editor *editor, struct splice *splice, size_t *cursor,
                      struct table_sum *sum);

#endif
