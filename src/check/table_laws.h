/*
 * table_laws.h - what holds between the columns of a table: a rate of two columns, a share of the
 * total, a difference. Which columns belong together is told by most of the rows; the others are
 * wrong.
 */
#ifndef CHECK_TABLE_LAWS_H
#define CHECK_TABLE_LAWS_H

#include "check/table.h"

void table_check_laws(struct table *table);

#endif
