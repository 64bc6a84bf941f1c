#include "ui/screens/handin.h"

#include "base/lang.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/dialog.h"
#include "ui/widget/list.h"

struct handin_screen {
    struct handin handin;
    struct list list; /* the lines, then the way on */
    const char *go_on;
};

bool handin_ask(struct shell *shell, const char *go_on) {
    struct handin handin;
    session_handin(shell_session(shell), &handin);
    if (handin.count > 0)
        shell_push(shell, &handin_layer, go_on);
    return handin.count > 0;
}

static void handin_enter(struct shell *shell, void *self, const void *argument) {
    struct handin_screen *screen = self;
    screen->go_on = argument;
    session_handin(shell_session(shell), &screen->handin);
    list_set_count(&screen->list, screen->handin.count + 1); /* the first: what is open is seen */
}

static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    const struct handin_screen *screen = context;
    const struct handin *handin = &screen->handin;
    struct str text = STR_INIT;
    if (index < handin->count)
        handin_add_line(&text, &handin->lines[index]);
    else
        str_add_text(&text, screen->go_on);
    (void)canvas_put_limit(canvas, area.row, area.col, area.cols,
                           index < handin->count ? FACE_DIALOG : FACE_HEADING, str_span(&text));
    str_release(&text);
}

static void handin_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    enum { COLS = 50 };
    const struct handin_screen *screen = self;
    struct area in =
        dialog_frame(canvas, area, (int)screen->list.count + 1,
                     area.cols < COLS + 6 ? area.cols - 6 : COLS, span_of(_("交稿检查")));
    struct area rows = area_top(in, (int)screen->list.count);
    list_draw(&screen->list, canvas, rows, shell_has_keys(shell, self), draw_row, screen);
}

static void go_on(struct shell *shell) {
    session_handin_accept(shell_session(shell));
    shell_pop(shell, ANSWER_OK, NULL);
}

static unsigned handin_handle(struct shell *shell, void *self, const struct event *event) {
    struct handin_screen *screen = self;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    if (event_is_key(event, K_CTRL('E'))) {
        go_on(shell);
        return HANDLED_YES;
    }
    unsigned handled = list_handle(&screen->list, event);
    if ((handled & HANDLED_CHOSEN) == 0)
        return handled;
    if (screen->list.selected < screen->handin.count)
        shell_pop(shell, ANSWER_GO, &screen->handin.lines[screen->list.selected]);
    else
        go_on(shell);
    return handled;
}

const struct layer_ops handin_layer = {
    .name = "handin",
    .state_size = sizeof(struct handin_screen),
    .is_dialog = true,
    .enter = handin_enter,
    .draw = handin_draw,
    .hint = N_("Enter 去那里  Ctrl-E 照样继续  Esc 返回"),
    .place = WHERE_DIALOG,
    .handle = handin_handle,
    .closes = true,
};
