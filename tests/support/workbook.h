/*
 * workbook.h - an Excel file built cell by cell, as other programs than ours write them.
 */
#ifndef TESTS_SUPPORT_WORKBOOK_H
#define TESTS_SUPPORT_WORKBOOK_H

#include "base/text/str.h"

enum { WORKBOOK_ROWS = 80, WORKBOOK_COLUMNS = 16, WORKBOOK_MERGES = 8 };

/* How a cell is written: '\0' not at all; i inline text, s shared text, n number, p percentage, d
 * day, f formula without a value, F formula with one, e error, b truth. */
struct workbook_cell {
    char kind;
    char *text;
};
struct workbook_sheet {
    struct workbook_cell cells[WORKBOOK_ROWS][WORKBOOK_COLUMNS];
    bool hidden_rows[WORKBOOK_ROWS];
    struct {
        size_t row, column, last_row, last_column;
    } merges[WORKBOOK_MERGES];
    size_t merge_count;
    bool placeless; /* no r="B3": cells stand one after the other */
};

void workbook_set(struct workbook_sheet *sheet, size_t row, size_t column, char kind,
                  const char *text);
void workbook_release(struct workbook_sheet *sheet);
/* Two sheets: 填报表, and, hidden, jixiao (NULL: none). */
void workbook_write(struct str *out, const struct workbook_sheet *page,
                    const struct workbook_sheet *manifest);

#endif
