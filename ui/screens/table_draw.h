/*
 * table_draw.h - what tables that are typed into share on the screen.
 */
#ifndef UI_SCREENS_TABLE_DRAW_H
#define UI_SCREENS_TABLE_DRAW_H

#include "ui/term/canvas.h"

struct canvas;
struct finding;
struct report;
struct shell;
struct table_edit;

struct table_head {
    const char *text;
    int width; /* of the column, the gap behind it counted; 0: not shown */
    bool right;
};
void table_draw_heads(struct canvas *canvas, struct area area, const struct table_head *heads,
                      size_t count);
/* Puts a cell, moves *col behind it and clears the text. */
void table_put_left(struct canvas *canvas, int row, int *col, int width, enum face face,
                    struct str *text);
void table_put_right(struct canvas *canvas, int row, int *col, int width, enum face face,
                     struct str *text);
/* Name (its gap with it), unit and year at the left, `right` at the right. */
void table_draw_title(struct canvas *canvas, struct area area, const struct report *report,
                      const char *name, struct span right);
/* 未核3　: values that are last year's; nothing where none is. */
void table_add_unreviewed(struct str *out, const struct report *report);
void table_draw_field(const struct table_edit *table, struct canvas *canvas, struct area cell);
/* The worst open finding on a value or indicator of that name, or NULL. */
const struct finding *table_find_finding(const struct shell *shell, const char *name);

#endif
