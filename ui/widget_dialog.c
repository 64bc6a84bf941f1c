#include "ui/widget_dialog.h"

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
    str_init(&box->text);
    str_add(&box->title, title);
    str_add(&box->text, text);
}

void message_box_release(struct message_box *box) {
    str_release(&box->title);
    str_release(&box->text);
}

unsigned message_box_handle(struct message_box *box, const struct event *ev) {
    if (event_is_key(ev, K_ESC))
        return HANDLED_YES | HANDLED_CANCEL;
    if (event_is_key(ev, K_TAB)) {
        const struct event right = {.kind = EVENT_KEY, .key = K_RIGHT};
        return buttons_handle(&box->buttons, &right);
    }
    unsigned handled = buttons_handle(&box->buttons, ev);
    return handled | HANDLED_YES;
}

void message_box_draw(const struct message_box *box, struct canvas *cv, struct area over) {
    int cols = over.cols - 6 < BOX_COLS ? over.cols - 6 : BOX_COLS;
    if (cols < 2)
        return;
    int text_rows = canvas_wrapped_rows(cv, cols, str_span(&box->text));
    struct area inside = dialog_frame(cv, over, text_rows + 2, cols, str_span(&box->title));
    (void)canvas_put_wrapped(cv, area_above(inside, 2), FACE_DIALOG, str_span(&box->text));
    buttons_draw(&box->buttons, cv, inside, inside.row + inside.rows - 1, true);
}
