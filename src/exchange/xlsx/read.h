/*
 * read.h - an Excel workbook as cells: what stands in each, as exactly as the file says it, and
 * what kind of thing it is. Nothing is computed: a formula is the value that was stored with it.
 * Rows and columns count from 0. Ownership: the book owns all.
 */
#ifndef EXCHANGE_XLSX_READ_H
#define EXCHANGE_XLSX_READ_H

#include "base/err.h"
#include "base/text/str.h"

enum {
    XLSX_BYTES_MOST = 64 * 1024 * 1024,
    XLSX_CELLS_MOST = 1000000,
    XLSX_COLUMNS_MOST = 16384,
    XLSX_SHEETS_MOST = 1000,
    XLSX_MERGES_MOST = 2000, /* of a sheet */
    XLSX_HIDES_MOST = 2000,  /* runs of them; what is more counts as one with the last */
    XLSX_FORMATS_MOST = 1000 /* number formats of the book's own */
};

enum xlsx_kind {
    XLSX_TEXT,       /* text as it stands; a number whose cell shows a unit: 12.5亿元, 5人次 */
    XLSX_NUMBER,     /* decimal digits: 1286.4 whatever 1.2864E3 the file says; thousands where the
                        cell shows thousands */
    XLSX_PERCENT,    /* the same, a hundred times: 95.1 where the cell shows 95.1% */
    XLSX_DATE,       /* 2022-12-31 */
    XLSX_TRUTH,      /* TRUE, FALSE */
    XLSX_ERROR,      /* #REF! */
    XLSX_UNCOMPUTED, /* a formula without a stored value: its text */
    XLSX_STRUCK      /* struck out as a whole: what stood there */
};
struct xlsx_cell {
    size_t row, column;
    enum xlsx_kind kind;
    char *text;     /* cleaned; never empty; raised digits are raised characters: 12.5¹ */
    char *struck;   /* what is struck out beside it, and is no part of it; NULL: nothing */
    bool is_unseen; /* its format shows other words, or nothing, in place of the number */
};
struct xlsx_hide { /* both ends belong to it */
    bool is_row;
    size_t from, to;
};
struct xlsx_merge { /* both ends belong to it */
    size_t row, column, last_row, last_column;
};
struct xlsx_sheet {
    char *name, *part; /* part: of the archive; NULL: it has none */
    bool hidden;
    struct xlsx_cell *cells; /* by row, then column */
    size_t count, cap;
    struct xlsx_merge *merges;
    size_t merge_count, merge_cap;
    struct xlsx_hide *hides; /* rows and columns that are hidden */
    size_t hide_count, hide_cap;
};
struct xlsx_book {
    bool since_1904;           /* how days are counted */
    struct xlsx_sheet *sheets; /* in the workbook's order */
    size_t count, cap;
};

/* Fills a zeroed book. RC_INPUT with a sentence: no workbook, damaged, too large, an older format.
 */
MUST_CHECK enum rc xlsx_read(struct xlsx_book *book, struct span bytes, struct err *err);
void xlsx_book_release(struct xlsx_book *book);
const struct xlsx_sheet *xlsx_find_sheet(const struct xlsx_book *book, const char *name);
/* "BC12", from 0; false, and nothing set: it is no place. */
bool xlsx_read_place(struct span text, size_t *row, size_t *column);
/* NULL: the cell is empty. */
const struct xlsx_cell *xlsx_find_cell(const struct xlsx_sheet *sheet, size_t row, size_t column);
/* The merged cells that the place belongs to, NULL: none. */
const struct xlsx_merge *xlsx_find_merge(const struct xlsx_sheet *sheet, size_t row, size_t column);
/* Whether the row (or column) is hidden. */
bool xlsx_is_hidden(const struct xlsx_sheet *sheet, bool is_row, size_t at);

#endif
