/*
 * dialog.h - what lies over a screen: the frame of a dialog, and the message box that asks
 * one question or says one thing.
 */
#ifndef UI_WIDGET_DIALOG_H
#define UI_WIDGET_DIALOG_H

#include "ui/widget/choice.h"
#include "ui/widget/page.h"

/* Draws an empty frame in the middle of `over`, with room for rows x cols inside if there is that
 * much; returns the inside. */
struct area dialog_frame(struct canvas *cv, struct area over, int rows, int cols,
                         struct span title);

struct message_box {
    struct str title;      /* owned */
    struct page text;      /* scrolls where it is longer than the screen */
    struct choice buttons; /* labels borrowed */
};

/* The labels must outlive the box; selected: the button that Enter takes at first. */
void message_box_init(struct message_box *box, struct span title, struct span text,
                      const char *const *labels, size_t count, size_t selected);
void message_box_release(struct message_box *box);
/* HANDLED_CHOSEN: buttons.selected; HANDLED_CANCEL: Esc. All else stays with the box. The canvas
 * and `over` are those that it is drawn with. */
unsigned message_box_handle(struct message_box *box, const struct event *ev,
                            const struct canvas *cv, struct area over);
void message_box_draw(const struct message_box *box, struct canvas *cv, struct area over,
                      bool focus);

#endif
