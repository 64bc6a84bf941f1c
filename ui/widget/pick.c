#include "ui/widget/pick.h"

#include "ui/term/canvas_draw.h"
#include "ui/widget/dialog.h"

enum { DIALOG_COLS = 56, DIALOG_ROWS = 12 };

void pick_init(struct pick *pick, size_t most) {
    *pick = (struct pick){0};
    field_init(&pick->field, SPAN(""));
    pick->field.most = most;
}

void pick_release(struct pick *pick) {
    field_release(&pick->field);
}

void pick_found(struct pick *pick, size_t count) {
    pick->list = (struct list){.count = count};
}

unsigned pick_handle(struct pick *pick, const struct event *ev) {
    if (event_is_key(ev, K_ESC))
        return HANDLED_YES | HANDLED_CANCEL;
    bool moves = event_is_key(ev, K_HOME) || event_is_key(ev, K_END);
    unsigned handled = moves ? (unsigned)HANDLED_NO : list_handle(&pick->list, ev);
    if (handled != HANDLED_NO) /* another row is no other text */
        return handled & ~(unsigned)HANDLED_CHANGED;
    return field_handle(&pick->field, ev);
}

void pick_draw(const struct pick *pick, struct canvas *cv, struct area area, const char *none,
               list_row_fn *draw_row, const void *context) {
    struct area rows = area_below(area, 2);
    if (pick->list.count == 0)
        canvas_put_text(cv, rows.row, rows.col + 1, FACE_DIM, none);
    /* in reverse video as if it had the cursor, which stands in the line of text */
    list_draw(&pick->list, cv, rows, true, draw_row, context);
    int label = canvas_put_text(cv, area.row, area.col, FACE_PLAIN, "> ");
    field_draw(&pick->field, cv, area.row, area.col + label, area.cols - label, true);
}

void pick_draw_dialog(const struct pick *pick, struct canvas *cv, struct area over,
                      const char *title, const char *none, const char *foot, list_row_fn *draw_row,
                      const void *context) {
    int cols = over.cols - 6 < DIALOG_COLS ? over.cols - 6 : DIALOG_COLS;
    int rows = over.rows - 4 < DIALOG_ROWS + 3 ? over.rows - 4 : DIALOG_ROWS + 3;
    struct area in = dialog_frame(cv, over, rows, cols, span_of(title));
    struct area inside = area_above(in, 1);
    pick_draw(pick, cv, inside, none, draw_row, context);
    list_draw_more(&pick->list, cv, area_below(inside, 2), in.row + in.rows);
    (void)canvas_put_limit(cv, in.row + in.rows - 1, in.col, in.cols, FACE_DIM, span_of(foot));
}
