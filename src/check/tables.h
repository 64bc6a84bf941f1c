/*
 * tables.h - sums in the tables of a body: a 合计 row against the rows that it sums, “三公”经费
 * against its three parts, 公务用车 against buying and running. Every plausible reading is tried;
 * an error only where none fits. Decimals are compared by intervals, as in prose.
 */
#ifndef CHECK_TABLES_H
#define CHECK_TABLES_H

#include "model/finding.h"

void check_tables(struct findings *out, const struct report *report, const struct section *section);

#endif
