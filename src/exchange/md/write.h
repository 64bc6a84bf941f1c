/*
 * write.h - a report as Markdown (CommonMark with pipe tables) that a reader can take apart
 * again; blocks are parted by one empty line, items and rows of a table by none:
 *   # line<br>line              the title lines
 *   ## 一、概况                  a block heading of level 1, label as text; ###### from level 5 on
 *   **（一）经济稳**。今年好      a run-in heading: bold, its end mark behind; <strong>…</strong>
 *                               where asterisks would not be taken for bold
 *   1. 文                       an item whose label is a number and a dot
 *   - （1）文                   every other item, label (if any) as text
 *   | 甲 |  |                   a row; the first is the head, followed by | --- |; cells that only
 *                               fill up the head are written as || without blanks
 *   <p align="right">…</p>      a sign-off line, &amp; &lt; &gt; escaped
 *   anything else               a paragraph
 * In text a backslash stands before \ ` * _ [ ] < > # ~ | &, and before what would begin a list at
 * a line's head (- + and the mark behind a number). Blanks at the ends of a cell are &#32;.
 */
#ifndef EXCHANGE_MD_WRITE_H
#define EXCHANGE_MD_WRITE_H

#include "model/document.h"

void md_write(struct str *out, const struct document *document); /* appends UTF-8 */

/* Rows alone (split by '\n', cells by '\t') as a table; the first is its head. */
void md_write_rows(struct str *out, struct span rows);

#endif
