/*
 * plain.h - where the names and this year's values stand in a table that is none of ours. A column
 * is known by its caption, never by place: numbers of lines, codes and weights are no values, a
 * column of another year is none of this year's, and where several are left nothing is guessed.
 * Ownership: the table owns its texts.
 */
#ifndef EXCHANGE_SHEET_PLAIN_H
#define EXCHANGE_SHEET_PLAIN_H

#include "exchange/sheet/labels.h"
#include "exchange/sheet/read_row.h"
#include "exchange/xlsx/read.h"

struct plain_table {
    size_t known;   /* rows with a figure's name or label; 0: it is no table of figures */
    size_t numbers; /* right of those, in the same rows */
    size_t first;   /* the first of them, from 0 */
    size_t captions,
        heads; /* the row of the captions, and the last of their rows; SIZE_MAX: none */
    size_t keys, values, priors, units; /* columns from 0; SIZE_MAX: there is none */
    char *unit, *prior_unit; /* what those two count in; "" not said; "元、万元": both are said */
    char *line_unit;         /* what a line above it says; "": nothing */
    char *caption;           /* of the values */
    enum plain_kind kind;    /* of the values */
    int year;                /* that the title says, where the caption says none; 0: neither */
};

/* Fills a zeroed table but for the values: keys and captions. */
void plain_find_keys(struct plain_table *table, const struct xlsx_sheet *sheet,
                     const struct labels *labels);
/* Then the value's column and its unit, and last year's where its caption says the same but for the
 * year, for a report of that year. RC_INPUT with a sentence that names the columns: none is this
 * year's, or several may be; or the title says a year that is neither this one nor the last. */
MUST_CHECK enum rc plain_find_values(struct plain_table *table, const struct xlsx_sheet *sheet,
                                     const struct labels *labels, int year, struct err *err);
void plain_table_release(struct plain_table *table);
/* Whether the cell holds a number, one with words behind it too. */
bool plain_is_number(const struct xlsx_cell *cell);

#endif
