/*
 * table_columns.h - a table's cells set out in columns of a fixed grid: how wide each column is,
 * and rows as lines. Rows are split by '\n', cells by '\t'; widths are columns of WIDTH_WIDE, the
 * printed page's; columns stand TABLE_GAP apart.
 */
#ifndef MODEL_TABLE_COLUMNS_H
#define MODEL_TABLE_COLUMNS_H

#include "base/text/line_break.h"
#include "base/text/str.h"

enum { TABLE_COLUMNS_MOST = 56, TABLE_GAP = 2 };

struct table_columns {
    size_t widths[TABLE_COLUMNS_MOST], least[TABLE_COLUMNS_MOST]; /* least: of its numbers */
    size_t count, sum;                                            /* sum: of widths and gaps */
    size_t rest;        /* the widest text that has the rest of its row, which ends early */
    bool numbers_right; /* behind the first column; the caller says so once it is measured */
};

bool table_take_cell(struct span *row, struct span *cell); /* false: no more */
/* What the cells want; false where there are more than TABLE_COLUMNS_MOST. */
bool table_measure(struct table_columns *columns, struct span rows);
/* Makes the widest narrower, so that all fit into `most`; false where some would get less than
 * two characters or break a number. */
bool table_fit(struct table_columns *columns, size_t most);
void table_add_blanks(struct str *out, size_t columns); /* full-width ones as far as they go */
/* Appends a row, each cell but the last filled up to its width. `empty` stands for an empty first
 * cell ("": nothing does). */
void table_add_row(struct str *out, const struct table_columns *columns, struct span row,
                   const char *empty);
/* Appends a row whose cells are broken into the columns' widths: lines joined by '\n'. */
void table_add_broken_row(struct str *out, const struct table_columns *columns, struct span row);

#endif
