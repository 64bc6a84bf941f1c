/*
 * cells.h - the sheets of an Excel book that is written, cell by cell from the left and row by row
 * from the top: numbers, texts, and how wide and high what holds them is. What goes wrong first
 * stops the rest and stays in the book. Ownership: all is borrowed, the formats are the workbook's.
 */
#ifndef EXCHANGE_XLSX_CELLS_H
#define EXCHANGE_XLSX_CELLS_H

#include "base/err.h"
#include "base/text/span.h"

#include <xlsxwriter.h>

enum {
    BOOK_DIGITS_MOST = 15, /* that a double gives back as they were */
    BOOK_FORMATS_MOST = 64
};

struct book {
    lxw_workbook *workbook;
    lxw_format *head, *wrapped, *form; /* form: a cell of a table that is handed in */
    lxw_format *title, *unit;          /* over such a table: in the middle, at the right */
    const double *widths;              /* of the sheet's columns, in characters … */
    size_t width_count;                /* … of so many */
    struct {                           /* one a pattern: Excel's files list each once */
        char pattern[32];
        bool ruled;
        lxw_format *format;
    } formats[BOOK_FORMATS_MOST];
    size_t format_count;
    bool ruled; /* numbers have borders too: they stand in a table */
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_col_t column;
    enum rc rc; /* the first that went wrong stops the rest */
    struct err *err;
};

/* Keeps the first error of the library. */
void book_check(struct book *book, lxw_error error);
/* A text is a text: nothing in it is taken for a formula. Moves on to the next cell. */
void book_put_text(struct book *book, struct span text, lxw_format *format);
void book_put_head(struct book *book, const char *text);
/* Digits of a decimal text besides leading zeros, and those behind its point. */
size_t book_count_digits(struct span text, int *decimals);
/* `text`: digits, a minus, a point; `shown`: how many decimals are seen, -1: its own. Moves on to
 * the next cell. */
void book_put_number(struct book *book, struct span text, int shown, bool grouped, bool percent);
/* Begins a sheet on A4 paper, printed one page wide; `count` widths in characters, of which the
 * first `columns` columns are used. */
void book_begin_sheet(struct book *book, const char *name, const double *widths, size_t count,
                      size_t columns);
void book_next_row(struct book *book);
/* The lines that a text has in so many columns from one on. */
size_t book_lines_in(const struct book *book, struct span text, size_t from, size_t columns);
/* Makes the row at hand as high as that: Excel does so itself, but not for merged cells. */
void book_set_height(struct book *book, size_t lines);

#endif
