/*
 * table.h - a table of a body as the checks read it: rows of cells, the first cell of a row its
 * label. A cell that is a figure's token is read as the number that it counts. Cells are borrowed
 * from the report, or from the table's own texts.
 */
#ifndef CHECK_TABLE_H
#define CHECK_TABLE_H

#include "base/text/texts.h"
#include "model/finding.h"
#include "model/number/number.h"
#include "model/table_cell.h"

enum { TABLE_COLUMNS_MOST = 30, TABLE_ROWS_MOST = 400 };

struct figures;

struct row {
    size_t offset;     /* of the line, in the body */
    struct span text;  /* of the line as it is stored */
    struct span label; /* first cell */
    struct span cells[TABLE_COLUMNS_MOST];
    size_t count;
};

struct table {
    struct findings *out;
    const struct report *report;
    const struct section *section;
    struct row *rows;
    size_t count, cap;
    bool has_numbers;        /* some cell behind a label */
    struct figures *figures; /* NULL: none was needed yet */
    struct texts texts;      /* rows with figures, as they are read */
};

/* A finding at a cell. */
void table_tell(struct table *table, const char *rule, enum severity severity,
                const struct row *row, size_t column, const char *message);

#endif
