/*
 * choice.h - one of a few, side by side: a row of buttons, or of radio marks.
 * Invariant: selected < count. Labels are already in the language of the interface.
 */
#ifndef UI_WIDGET_CHOICE_H
#define UI_WIDGET_CHOICE_H

#include "base/lang.h"
#include "ui/term/canvas.h"
#include "ui/term/event.h"

struct choice {
    const char *const *labels; /* borrowed */
    size_t count, selected;
    bool is_off; /* radio marks that mean nothing now: dim, and no key changes them */
};

/* Their keys, for the hint of a layer that closes. */
#define BUTTONS_HINT N_("←→ 选择   Enter 确定   Esc 返回")

/* Buttons: Left and Right move, Enter is HANDLED_CHOSEN. */
unsigned buttons_handle(struct choice *choice, const struct event *ev);
/* In the middle of the row: [ 导出 ]    [ 取消 ]; with focus the cursor is on the selected one. */
void buttons_draw(const struct choice *choice, struct canvas *cv, struct area area, int row,
                  bool focus);

/* Radio marks: Left, Right and blank change the value; Enter goes on to the dialog. */
unsigned radio_handle(struct choice *choice, const struct event *ev);
/* (*)纯文本  ( )网页html; returns the columns used. Where not all fit, the first ones are left out
 * as far as the selected one needs. */
int radio_draw(const struct choice *choice, struct canvas *cv, int row, int col, int cols,
               bool focus);

/* < value >: one of many, which Left and Right of the layer turn; with focus the cursor is on it.
 */
void turned_draw(struct canvas *canvas, int row, int col, int cols, bool focus, struct span text);

#endif
