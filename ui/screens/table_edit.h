/*
 * table_edit.h - a table of values of the report that is typed into, cell by cell: what 数据 (F6)
 * and 自评表 (F7) share. What is being typed goes into a draft of the report, of which the screen
 * computes what follows from it; it is stored when the cell is left. Invariant: `draft` is the
 * session's report but for the value that is being typed. Ownership: it owns draft, field, trouble
 * and other.
 */
#ifndef UI_SCREENS_TABLE_EDIT_H
#define UI_SCREENS_TABLE_EDIT_H

#include "ui/shell.h"
#include "ui/widget/field.h"
#include "ui/widget/list.h"

struct table_edit {
    struct list list; /* over the screen's rows */
    struct field field;
    bool edited;        /* what stands in the field was typed here … */
    bool fresh;         /* … or it was not, and what is typed takes its place */
    struct str trouble; /* why the value makes no sense */
    struct report *draft;
    int64_t section;  /* that the clerk came from; -1: none */
    struct str other; /* the row in the other table that he goes back to; "": none … */
    int other_column; /* … and its column */
};

/* most: points of a value. */
void table_edit_init(struct table_edit *table, const struct table_argument *argument, size_t most);
void table_edit_release(struct table_edit *table);
void table_edit_take_report(struct shell *shell, struct table_edit *table); /* the draft anew */
void table_edit_open(struct table_edit *table, const char *text);           /* a cell */

/* Types into the cell, erases, moves in it. Where HANDLED_CHANGED is in the answer, the screen has
 * to look at the value. */
bool table_edit_is_change(const struct event *event);
unsigned table_edit_type(struct table_edit *table, const struct event *event);
struct span table_edit_text(const struct table_edit *table); /* of the cell, trimmed */
/* What stands in the cell into the draft, as the value `name`; nothing takes the value away. */
void table_edit_preview(struct table_edit *table, const char *name);
/* The same into the session; false: it is refused, and `trouble` says why. */
bool table_edit_store(struct shell *shell, struct table_edit *table, const char *name);
/* The other table takes this one's place, which is left at that row (NULL: none) and column. */
void table_edit_go_over(struct shell *shell, const struct table_edit *table,
                        const struct layer_ops *other, const char *row, int column);
/* Undoes (or redoes) the last step where it changed a value of this table; *cell is where (row
 * NULL: nowhere), the report is to be taken anew. Else goes to where it is seen: false, the screen
 * is gone. */
MUST_CHECK bool table_edit_undo(struct shell *shell, bool back, const struct layer_ops *own,
                                struct table_argument *cell);
/* Around taking the report anew when others have changed it: what is being typed here stays. */
bool table_edit_keep(const struct table_edit *table, struct str *typed); /* was it typed here? */
void table_edit_resume(struct table_edit *table, const struct str *typed);

/* --- drawing (table_draw.c) --- */

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
void table_draw_field(const struct table_edit *table, struct canvas *canvas, struct area cell);
/* The worst open finding on a value or indicator of that name, or NULL. */
const struct finding *table_find_finding(const struct shell *shell, const char *name);

#endif
