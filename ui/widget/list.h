/*
 * list.h - rows of which one is selected; it stays in the middle of the screen where the
 * list is longer. The list knows
 * numbers only; what stands in a row is drawn by its owner.
 * Invariant: selected < count, or both are 0.
 */
#ifndef UI_WIDGET_LIST_H
#define UI_WIDGET_LIST_H

#include "ui/term/canvas.h"
#include "ui/term/event.h"

struct list {
    size_t count, selected;
    size_t page; /* rows that PgUp and PgDn go; 0: ten */
};

void list_set_count(struct list *list, size_t count); /* the selection stays where it can */
void list_select(struct list *list, size_t index);    /* clamped */
/* Up, Down, PgUp, PgDn, Home, End; Enter is HANDLED_CHOSEN if there is a row. */
unsigned list_handle(struct list *list, const struct event *ev);

/* Draws row `index`; `area` is one row high and begins behind the column of the `>`. */
typedef void list_row_fn(struct canvas *cv, struct area area, size_t index, bool selected,
                         const void *context);
/* The selected row gets `>` in its first column and, with focus, reverse video and the cursor. */
size_t list_top(const struct list *list, int rows); /* the first row on a screen of so many */
void list_draw(const struct list *list, struct canvas *cv, struct area area, bool focus,
               list_row_fn *draw_row, const void *context);
/* After list_draw, where something else on the screen has the one `>`. */
void list_clear_mark(const struct list *list, struct canvas *cv, struct area area);
/* Where the list drawn in `area` goes on below it, `row` (its frame's, for one) says so at the
 * right end. */
void list_draw_more(const struct list *list, struct canvas *cv, struct area area, int row);

#endif
