/*
 * table_merge.h - merged cells of a table's row: a mark for each cell, '.' for one of its own, '<'
 * for one that goes on with the cell left of it, '^' for one that goes on with the cell above;
 * marks that are not there are '.'. A cell that holds ink is its own whatever its mark says, so
 * that no text is ever hidden. Invariant: what is stored ends in no '.' and is never empty (NULL:
 * none).
 */
#ifndef MODEL_TABLE_MERGE_H
#define MODEL_TABLE_MERGE_H

#include "base/text/str.h"

enum table_merge { TABLE_OWN, TABLE_LEFT, TABLE_ABOVE };

bool table_merges_are_sane(struct span merges);
enum table_merge table_merge_of(struct span row, struct span merges, size_t cell);
/* Cells that a cell takes in its row, itself counted. */
size_t table_merge_columns(struct span row, struct span merges, size_t cell);
/* Rows that it takes, itself counted: `below` are those behind it, by '\n', and their marks. */
size_t table_merge_rows(struct span below, struct span merges_below, size_t cell);
/* Appends the marks of a row that gets a cell behind the n-th, or loses the n-th. */
void table_merges_add_cell(struct str *out, struct span merges, size_t n);
void table_merges_remove_cell(struct str *out, struct span merges, size_t n);
/* Appends the marks that a new row has over this one: what goes on goes on through it. */
void table_merges_add_through(struct str *out, struct span below);
/* Marks as they are stored, of what was appended: NULL where there is none. Borrowed. */
const char *table_merges_stored(struct str *merges);

#endif
