/*
 * pick.h - a line of text over a list that it narrows while one types: the palette, the
 * sections. The owner finds the rows when the text has changed, and draws them.
 * Invariant: the list is as long as the owner said last.
 */
#ifndef UI_WIDGET_PICK_H
#define UI_WIDGET_PICK_H

#include "ui/widget/field.h"
#include "ui/widget/list.h"

struct pick {
    struct field field;
    struct list list;
};

void pick_init(struct pick *pick, size_t most); /* points of text */
void pick_release(struct pick *pick);
/* HANDLED_CHANGED: the text is another one, find anew and call pick_found. HANDLED_CHOSEN,
 * HANDLED_CANCEL. The arrows and pages move in the list, all else is the field's. */
unsigned pick_handle(struct pick *pick, const struct event *ev);
void pick_found(struct pick *pick, size_t count); /* the first one is selected */
/* The line of text with the cursor, a blank row, the list; `none` is said where it is empty. */
void pick_draw(const struct pick *pick, struct canvas *cv, struct area area, const char *none,
               list_row_fn *draw_row, const void *context);
/* The same in a dialog, with a line at the bottom. */
void pick_draw_dialog(const struct pick *pick, struct canvas *cv, struct area over,
                      const char *title, const char *none, const char *foot, list_row_fn *draw_row,
                      const void *context);

#endif
