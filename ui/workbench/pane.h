/*
 * pane.h - what every pane of text has: its heading, the area of its text, marks on a row.
 */
#ifndef UI_WORKBENCH_PANE_H
#define UI_WORKBENCH_PANE_H

#include "base/text/span.h"
#include "ui/term/canvas.h"

struct editor;
struct editor_row;
struct report;
struct section;
struct str;

/* Where the section is on the left, behind `before`, the rest on the right, one blank row where
 * there is room; returns the area of the text. section NULL: nothing but `before`. */
struct area workbench_draw_head(struct canvas *canvas, struct area area, struct span before,
                                const struct report *report, const struct section *section,
                                struct span right, bool focus);
/* The section's place within so many columns: with the headings above it, else their labels, else
 * its own alone. */
void workbench_add_breadcrumb(struct str *out, const struct report *report,
                              const struct section *section, int cols);
/* Text of the body's offsets from..to, as far as a row at that column of the canvas shows it. */
void workbench_mark_range(const struct editor *editor, struct canvas *canvas, int row, int col,
                          const struct editor_row *at, size_t from, size_t to, enum face face);
/* The rows and columns of text in a pane of text: below its heading. */
struct area workbench_text_area(struct area pane);

#endif
