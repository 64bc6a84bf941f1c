/*
 * read.h - a sheet that comes back, from Excel, Word or text: whose it is, and its rows as they
 * stand there. Columns are known by their captions, rows by what stands in them, never by place. A
 * cell that cannot be trusted (merged with other rows, a formula without a result, an error) is a
 * row with a sentence. Ownership: the sheet owns its texts.
 */
#ifndef EXCHANGE_SHEET_READ_H
#define EXCHANGE_SHEET_READ_H

#include "base/err.h"
#include "base/text/str.h"

struct template;

struct read_row {
    size_t line;               /* where it stands, from 1, as the clerk counts */
    char *name, *label, *unit; /* "" where there is none */
    char *table_unit;          /* of all its rows that say none themselves; NULL: not said */
    char *value;               /* as it may be typed for a figure; a percentage with % */
    char *evidence, *note;
    bool is_prior; /* `value` is last year's */
    bool is_page; /* no row: tells in `trouble` how the page `label` was read, or that it was not */
    bool is_line, lost_tabs; /* it is a line of text; one whose cells nothing parts */
    bool is_date, is_serial; /* value: a date; a bare number that may be one's serial: then … */
    char *date;              /* … the date that it would be, or NULL */
    char *trouble;           /* why the value is not to be trusted; NULL: it is */
};
struct read_sheet {
    char *uid; /* 32 digits, or the first 8 of them; "" in a workbook that is none of ours */
    size_t number;
    char *unit, *owner;
    int year; /* -1: not said */
    struct read_row *rows;
    size_t count, cap;
};

/* Fills a zeroed sheet; RC_INPUT with a sentence: no sheet of ours (uid is NULL then), damaged, an
 * older format. */
MUST_CHECK enum rc sheet_read(struct read_sheet *sheet, struct span bytes, const char *name,
                              struct err *err);
/* Any Excel file with names or labels of the template's figures in one column and the values of
 * that year in another, those of the year before perhaps in a third (rows of their own): uid "".
 * RC_INPUT with a sentence: no such columns, or several of values. */
MUST_CHECK enum rc sheet_read_plain(struct read_sheet *sheet, struct span bytes,
                                    const struct template *template, int year, struct err *err);
void read_sheet_release(struct read_sheet *sheet);

#endif
