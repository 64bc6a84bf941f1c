/*
 * number_text.h - numbers of an Excel file as plain decimal text. The file holds doubles, with up
 * to 17 digits of which Excel itself shows 15: more are noise of the arithmetic
 * (0.30000000000000004) and are rounded away. No double is made here.
 */
#ifndef EXCHANGE_XLSX_NUMBER_TEXT_H
#define EXCHANGE_XLSX_NUMBER_TEXT_H

#include "base/text/str.h"

/* "1.2864E3" gives 1286.4, a hundred times that with shift 2. False, and nothing, where it is no
 * number or one of more than 60 digits. */
bool xlsx_add_number(struct str *out, struct span stored, int shift);
/* A day by its serial number (whole part): 2022-12-31. False: no day of 1900 to 2999. */
bool xlsx_add_date(struct str *out, struct span stored, bool since_1904);

/* *order: -1, 0, 1 as the first is less, equal or more. False: one is no number. */
bool xlsx_compare_numbers(struct span left, struct span right, int *order);

#endif
