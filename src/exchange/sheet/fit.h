/*
 * fit.h - a value of a sheet for a figure: how it may be typed there, and why it is not to be
 * taken, or only with a word about it. Nothing is owned.
 */
#ifndef EXCHANGE_SHEET_FIT_H
#define EXCHANGE_SHEET_FIT_H

#include "exchange/sheet/read_row.h"
#include "model/template/template.h"

/* Whether the figure is an amount of money. */
bool fit_is_money(const struct template_figure *figure);
/* Appends why the column of the row is none of that figure's: rates are no amounts, plans are not
 * what was reached. False: it may be. */
bool fit_add_column_trouble(struct str *out, const struct read_row *row,
                            const struct template_figure *figure);
/* The unit of a bare value that the row, its label or its table says: a money unit of the table is
 * of money alone. */
struct span fit_unit(const struct template_figure *figure, struct span unit, bool is_tables);
/* Appends the value as it may be typed: 5.5万 元, ￥100, 5.5万元整, 5.5（万元） and 200㎡ are read,
 * the number of a note behind it (12.5¹) is left away, which is said. */
void fit_add_typed(struct str *out, struct str *said, struct span value, struct span unit,
                   const struct template_figure *figure);
/* Appends why such a number is not taken, though it looks like one: (12.5) is minus 12.5 to an
 * accountant. False: nothing is wrong. */
bool fit_add_value_trouble(struct str *out, struct span value);

#endif
