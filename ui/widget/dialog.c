#include "ui/widget/dialog.h"

#include "ui/term/canvas_draw.h"

enum { BOX_COLS = 56 };

struct area dialog_frame(struct canvas *cv, struct area over, int rows, int cols,
                         struct span title) {
    return canvas_frame(cv, area_middle(over, rows + 2, cols + 4), title);
}

void message_box_init(struct message_box *box, struct span title, struct span text,
                      const char *const *labels, size_t count, size_t selected) {
    assert(selected < count);
    *box =
        (struct message_box){.buttons = {.labels = labels, .count = count, .selected = selected}};
    str_init(&box->title);
    str_add(&box->title, title);
    page_add(&box->text, FACE_DIALOG, text);
}

void message_box_release(struct message_box *box) {
    str_release(&box->title);
    page_release(&box->text);
}

/* The inside of the box: the text, a blank row, the buttons. */
static struct area inside_of(const struct message_box *box, const struct canvas *cv,
                             struct area over) {
    int cols = over.cols - 6 < BOX_COLS ? over.cols - 6 : BOX_COLS;
    int most = over.rows - 2, rows = cols > 0 ? (int)page_rows(&box->text, cv, cols) + 2 : 2;
    return (struct area){0, 0, rows < most ? rows : most, cols};
}

unsigned message_box_handle(struct message_box *box, const struct event *ev,
                            const struct canvas *cv, struct area over) {
    if (event_is_key(ev, K_ESC))
        return HANDLED_YES | HANDLED_CANCEL;
    if (event_is_key(ev, K_TAB) || event_is_key(ev, K_BACKTAB)) {
        const struct event arrow = {.kind = EVENT_KEY,
                                    .key = event_is_key(ev, K_TAB) ? K_RIGHT : K_LEFT};
        return buttons_handle(&box->buttons, &arrow);
    }
    unsigned handled = buttons_handle(&box->buttons, ev);
    if (handled == HANDLED_NO)
        handled = page_handle(&box->text, ev, cv, area_above(inside_of(box, cv, over), 2));
    return handled;
}

void message_box_draw(const struct message_box *box, struct canvas *cv, struct area over,
                      bool focus) {
    struct area size = inside_of(box, cv, over);
    if (size.cols < 2)
        return;
    struct area inside = dialog_frame(cv, over, size.rows, size.cols, str_span(&box->title));
    page_draw(&box->text, cv, area_above(inside, 2), false);
    buttons_draw(&box->buttons, cv, inside, inside.row + inside.rows - 1, focus);
}
