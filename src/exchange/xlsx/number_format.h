/*
 * number_format.h - what a number format makes of a stored number: another power of ten, a unit
 * behind it, a percentage, a day, words in its place (ECMA-376 part 1, 18.8.31). A format has up to
 * three parts, by sign or by conditions of its own; which one applies depends on the number.
 * Nothing is owned.
 */
#ifndef EXCHANGE_XLSX_NUMBER_FORMAT_H
#define EXCHANGE_XLSX_NUMBER_FORMAT_H

#include "base/text/str.h"

enum xlsx_shown {
    XLSX_SHOWS_NUMBER,
    XLSX_SHOWS_PERCENT,
    XLSX_SHOWS_DATE,
    XLSX_SHOWS_WORDS /* the number itself is not to be seen: "—" in its place, or nothing */
};
enum { XLSX_UNIT_SIZE = 24, XLSX_PARTS_MOST = 3 };
struct xlsx_format {
    enum xlsx_shown shown;
    int shift; /* powers of ten between what is stored and what is shown: -3 for "0.0,", -4 for
                  "0!.0,", which shows 万 of 元; 2 for a percentage */
    char unit[XLSX_UNIT_SIZE]; /* that is shown behind the number: 亿元, 人次; "": none */
};
struct xlsx_format_part {
    struct xlsx_format format;
    char relation[3]; /* ">=" of [>=10000]; "": it has no condition */
    char bound[XLSX_UNIT_SIZE];
};
struct xlsx_formats {
    struct xlsx_format_part parts[XLSX_PARTS_MOST];
    size_t count; /* 0: as it is stored */
};

/* By the number that Excel gives its own (code empty), else by its code. */
struct xlsx_formats xlsx_formats_of(int id, struct span code);
/* What is shown of that number. */
struct xlsx_format xlsx_format_for(const struct xlsx_formats *formats, struct span stored);

#endif
