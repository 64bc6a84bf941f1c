/*
 * title_lines.h - where the lines of a wide title end: the same in Word files, on pages of plain
 * text and in the preview. Lines end where words do (GB/T 9704-2012, 7.3.1: 回行时要做到词意完整，
 * 排列对称，长短适宜), by the built-in dictionary; of such breaks those are taken that make the
 * lines about as long as each other and part no term and no name.
 */
#ifndef MODEL_TITLE_LINES_H
#define MODEL_TITLE_LINES_H

#include "base/text/line_break.h"

enum { TITLE_COLUMNS = 40 }; /* of a line: characters of 22 points in the type area are 20 */

/* Rows of one title line of the report, or of an attachment's title, written anew; a text that fits
 * is one. Blanks at a break stay at the row's end. Release with line_break_release. */
void title_break(struct line_break_rows *rows, struct span title);

#endif
