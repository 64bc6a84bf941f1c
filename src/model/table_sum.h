/*
 * table_sum.h - adding up a table: which of its rows and columns have a sum, and the sums, exactly.
 * Rows are split by '\n', cells by '\t'. Rates, prices, years and numbers of rows have none; 其中,
 * what stands under a 小计 and deeper labels are parts of other rows and not counted twice.
 */
#ifndef MODEL_TABLE_SUM_H
#define MODEL_TABLE_SUM_H

#include "base/text/str.h"

struct number;

bool table_head_adds_up(struct span head);   /* no 率, 单价, 序号 … in it */
bool table_label_is_part(struct span label); /* 其中 … */
/* The first column of rows with such a label: all its labels begin at its left, so that one sees
 * what is part of what. SIZE_MAX: there is none. */
size_t table_part_column(struct span rows);
bool table_label_is_subtotal(struct span label); /* 小计 */
/* How deep a label stands: words 0, 一、 1, （一） 2, 1、 3, （1） 4, 其中 5. */
int table_label_depth(struct span label);
bool table_cell_is_nothing(struct span cell); /* "", -, 无 … */

struct table_sum {
    size_t added;  /* rows, or cells of a row, that count */
    size_t parts;  /* rows that are parts of others */
    size_t filled; /* cells that have a sum now */
    size_t unread; /* columns left as they are: a cell is neither number nor empty */
};

/* The row of a 合计: the one at `line`, else one more for the end of the table (line: how many rows
 * there are). `written` is that row as it is stored; a cell of it that has no sum stays. A total in
 * the middle sums the rows above it up to the total before. False: nothing adds up. */
bool table_add_total_row(struct str *out, struct span rows, size_t line, struct span written,
                         struct table_sum *sum);
/* A row with its sum in the cell of that column: of its other cells that have one. `head` is the
 * table's; false: nothing adds up. */
bool table_add_row_total(struct str *out, struct span row, struct span head, size_t column,
                         struct span written, struct table_sum *sum);

#endif
