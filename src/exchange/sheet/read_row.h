/*
 * read_row.h - the rows of a sheet that comes back, as they stand there, and what the sheet says of
 * itself. Ownership: the sheet owns its texts.
 */
#ifndef EXCHANGE_SHEET_READ_ROW_H
#define EXCHANGE_SHEET_READ_ROW_H

#include "base/err.h"
#include "base/text/str.h"

/* What the numbers of a column are, by its caption in somebody's own table. */
enum plain_kind { PLAIN_VALUE, PLAIN_REACHED, PLAIN_PLANNED, PLAIN_RATE, PLAIN_EACH };

struct read_row {
    size_t line;               /* where it stands, from 1, as the clerk counts */
    char *name, *label, *unit; /* "" where there is none */
    char *table_unit;          /* of all its rows that say none themselves; NULL: not said */
    char *value;               /* as it may be typed for a figure; a percentage with % */
    char *evidence, *note;
    bool is_prior; /* `value` is last year's */
    bool is_page; /* no row: tells in `trouble` how the page `label` was read, or that it was not */
    bool is_left; /* no row: tells in `trouble` of something beside row `line`, its own `label` */
    bool is_line, lost_tabs; /* it is a line of text; one whose cells nothing parts */
    bool is_date, is_serial; /* value: a date; a bare number that may be one's serial: then … */
    char *date;              /* … the date that it would be, or NULL */
    bool is_bare;            /* a number without a percentage or a unit of its own */
    char *said;           /* what is to be known of the value, though it is taken; NULL: nothing */
    char *caption;        /* of the value's column in somebody's own table; NULL: none of those */
    enum plain_kind kind; /* of that column */
    char *trouble;        /* why the value is not to be trusted; NULL: it is */
};
struct read_sheet {
    char *uid; /* 32 digits, or the first 8 of them; "" in a workbook that is none of ours */
    size_t number;
    char *unit, *owner;
    int year; /* -1: not said */
    struct read_row *rows;
    size_t count, cap;
    size_t left; /* things that left.h has told of, also those beyond its ceiling */
};

/* Adds a sentence to what is said of the row. */
void read_row_say(struct read_row *row, const char *format, ...) PRINTF_LIKE(2, 3);
/* The value is not to be trusted; the first such sentence stands. */
void read_row_set_trouble(struct read_row *row, const char *format, ...) PRINTF_LIKE(2, 3);
/* A row at the end, its texts NULL; borrowed until the next one. */
struct read_row *read_sheet_add_empty(struct read_sheet *sheet, size_t line);
/* A row at the end with every text "" but `label`, a copy. */
struct read_row *read_sheet_add(struct read_sheet *sheet, size_t line, struct span label);
void read_sheet_release(struct read_sheet *sheet);

#endif
