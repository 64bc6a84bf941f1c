/*
 * plain_unit.h - where somebody's table says what its numbers are in: the head of their column, in
 * one row or two, a line above the table or below it. What a line says stands for all of it.
 */
#ifndef EXCHANGE_SHEET_PLAIN_UNIT_H
#define EXCHANGE_SHEET_PLAIN_UNIT_H

#include "exchange/sheet/plain.h"

/* Sets units, unit, prior_unit and line_unit of a table whose columns are known. */
void plain_find_units(struct plain_table *table, const struct xlsx_sheet *sheet,
                      const struct labels *labels);
/* 元, （万元）, 单位, 金额单位：: no caption of anything. */
bool plain_is_unit_word(struct span text, const struct labels *labels);

#endif
