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

enum xlsx_format { XLSX_FORMAT_PLAIN, XLSX_FORMAT_PERCENT, XLSX_FORMAT_DATE };
/* What a number format shows: by the number that Excel gives its own (code empty), else by its
 * code. */
enum xlsx_format xlsx_format_of(int id, struct span code);

#endif
