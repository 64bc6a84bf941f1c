/*
 * plain.h - where the names and this year's values stand in a table that is none of ours. A column
 * is known by its caption, never by place: numbers of lines, codes and weights are no values, a
 * column of another year is none of this year's, and where several are left nothing is guessed.
 * Ownership: the table owns its unit.
 */
#ifndef EXCHANGE_SHEET_PLAIN_H
#define EXCHANGE_SHEET_PLAIN_H

#include "exchange/sheet/labels.h"
#include "exchange/xlsx/read.h"

struct plain_table {
    size_t known;    /* rows with a figure's name or label; 0: it is no table of figures */
    size_t numbers;  /* right of those, in the same rows */
    size_t first;    /* the first of them, from 0 */
    size_t captions; /* the row of the captions; SIZE_MAX: there is none */
    size_t keys, values, priors, units; /* columns from 0; SIZE_MAX: there is none */
    char *unit; /* what the value's caption, or a line above the table, counts in; "" not said */
};

/* Fills a zeroed table but for the values: keys and captions. */
void plain_find_keys(struct plain_table *table, const struct xlsx_sheet *sheet,
                     const struct labels *labels);
/* Then the value's column and its unit, and last year's where its caption says the same but for the
 * year, for a report of that year. RC_INPUT with a sentence that
 * names the columns: none is this year's, or several may be. */
MUST_CHECK enum rc plain_find_values(struct plain_table *table, const struct xlsx_sheet *sheet,
                                     const struct labels *labels, int year, struct err *err);
/* Whether a sheet's name says a year, and not this one: 2022年决算. */
bool plain_is_other_year(struct span name, int year);
void plain_table_release(struct plain_table *table);

#endif
