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

enum xlsx_shown { XLSX_SHOWS_NUMBER, XLSX_SHOWS_PERCENT, XLSX_SHOWS_DATE };
struct xlsx_format {
    enum xlsx_shown shown;
    int shift;     /* powers of ten between what is stored and what is shown: -3 for "0.0,", -4 for
                      "0!.0,", which shows 万 of 元; 2 for a percentage */
    char unit[16]; /* money unit that is shown behind the number: "亿元"; "": none */
};
/* What a number format shows: by the number that Excel gives its own (code empty), else by the
 * first part of its code (ECMA-376 part 1, 18.8.31). */
struct xlsx_format xlsx_format_of(int id, struct span code);

#endif
