/*
 * tabbed.h - tables as they come from a clipboard or a file: lines of cells parted by tabs, a cell
 * in quotes where it has line ends, tabs, commas or quotes inside (Excel, WPS). Two or more lines
 * that follow one another with equally many tabs are rows, if at least two of their columns hold
 * ink: lines that are merely indented by a tab are none. Rows come out as a body has them: no
 * quotes around a cell, a line end within one is a blank.
 */
#ifndef MODEL_TABBED_H
#define MODEL_TABBED_H

#include "base/text/str.h"

enum { TABBED_QUOTED_MOST = 8000 }; /* bytes of a cell in quotes */

/* Eats one row with its line end; its cells are appended, parted by '\t'. *cells: how many. False
 * at the end of the text. */
bool tabbed_take(struct span *text, struct str *row, size_t *cells);

/* What stands at the head of a text: the rows of a table, or lines that are none. */
struct tabbed_part {
    size_t rows, columns; /* 0: lines */
};
/* Eats a part and appends its lines, parted by '\n' (none at the end). False at the end. */
bool tabbed_take_part(struct span *text, struct str *lines, struct tabbed_part *part);
bool tabbed_has_rows(struct span text);
/* How many lines at the head are rows as they stand, each line for itself; 0: none. */
size_t tabbed_count_rows(struct span text);

#endif
