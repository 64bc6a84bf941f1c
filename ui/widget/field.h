/*
 * field.h - one line of text that can be edited: by graphemes, with the cursor where input
 * goes. Invariants: the text is clean UTF-8 without line ends or tabs (a paste's become blanks),
 * never longer than `most` points; the cursor stands between graphemes.
 * Tab, Enter, Esc, Up and Down are not the field's: they go on to the dialog.
 */
#ifndef UI_WIDGET_FIELD_H
#define UI_WIDGET_FIELD_H

#include "base/text/text_clean.h"
#include "ui/term/canvas.h"
#include "ui/term/event.h"

enum { FIELD_MOST = 1000 }; /* points, unless set otherwise */

struct field {
    struct str text;
    size_t cursor;                     /* byte offset */
    size_t most;                       /* points */
    struct text_clean_report stripped; /* what the last event lost by cleaning */
};

void field_init(struct field *field, struct span text); /* the cursor at its end */
void field_release(struct field *field);
void field_set(struct field *field, struct span text);
struct span field_text(const struct field *field); /* borrowed until the next change */

unsigned field_handle(struct field *field, const struct event *ev); /* enum handled */
/* Draws into `cols` columns: with focus scrolled so that the cursor is visible, where it sets the
 * canvas's cursor; without from its beginning, cut with `..`. */
void field_draw(const struct field *field, struct canvas *cv, int row, int col, int cols,
                bool focus);

#endif
