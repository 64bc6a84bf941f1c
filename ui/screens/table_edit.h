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

/* Where 数据 and 自评表 open. Columns are the screen's own. */
struct table_argument {
    int64_t section; /* 数据 at its figures (-1: none) … */
    const char *row; /* … or at this figure or indicator (NULL: none), in this column */
    int column;
    const char *other_row; /* the same in the other table, for going back there */
    int other_column;
};

struct table_edit {
    struct list list; /* over the screen's rows */
    struct field field;
    bool edited;        /* what stands in the field was typed here … */
    bool fresh;         /* … or it was not, and what is typed takes its place */
    struct str trouble; /* why the value makes no sense */
    bool needs_reason;  /* … but for a reason, which is asked for */
    char *reason;       /* that was given, NULL: none */
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
/* The same into the session; false: it is refused, and `trouble` says why. A value that was checked
 * needs a reason (model/sheet/typed.h). */
bool table_edit_store(struct shell *shell, struct table_edit *table, const char *name);
/* What the clerk has looked at, and is the same this year (核对). False: it was no more 未核, or it
 * is refused, which is said. */
bool table_edit_confirm(struct shell *shell, const char *name);
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

#endif
