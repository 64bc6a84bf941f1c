/*
 * table.h - a table of a body as the checks read it: rows of cells, the first cell of a row its
 * label. Cells are borrowed from the report.
 */
#ifndef CHECK_TABLE_H
#define CHECK_TABLE_H

#include "model/finding.h"
#include "model/number/number.h"
#include "model/table_cell.h"

enum { TABLE_COLUMNS_MOST = 30, TABLE_ROWS_MOST = 400 };

struct row {
    size_t offset, points; /* of the line, in the body */
    struct span label;     /* first cell */
    struct span cells[TABLE_COLUMNS_MOST];
    size_t count;
};

struct table {
    struct findings *out;
    const struct report *report;
    const struct section *section;
    struct row *rows;
    size_t count, cap;
    bool has_numbers; /* some cell behind a label */
};

#endif
