/* Two people wrote in one section: both texts are shown, one is chosen, the other stays in the
 * history. */
#include "base/lang.h"
#include "ui/shell.h"
#include "ui/widget_choice.h"
#include "ui/widget_dialog.h"

struct conflict {
    struct session_conflict found;
    struct str mine, theirs, title;
    struct choice buttons;
    const char *labels[2];
};

/* Takes the next conflict; false: none is left. */
static bool take(struct shell *shell, struct conflict *state) {
    struct session *session = shell_session(shell);
    session_conflict_release(&state->found);
    state->found = (struct session_conflict){0};
    if (!session_conflict(session, &state->found))
        return false;
    const struct section *section = report_find_id(session_report(session), state->found.section);
    str_clear(&state->mine);
    str_clear(&state->theirs);
    str_clear(&state->title);
    body_add_text(&state->mine, &section->body);
    body_add_text(&state->theirs, &state->found.theirs);
    str_add_format(&state->title, _("“%s”同时被%s改过"), section->heading,
                   state->found.user != NULL ? state->found.user : _("别人"));
    return true;
}

static void conflict_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct conflict *state = self;
    str_init(&state->mine);
    str_init(&state->theirs);
    str_init(&state->title);
    state->labels[0] = _("用我的");
    state->labels[1] = _("用对方的");
    state->buttons = (struct choice){.labels = state->labels, .count = 2};
    (void)take(shell, state);
}

static void conflict_leave(struct shell *shell, void *self) {
    (void)shell;
    struct conflict *state = self;
    session_conflict_release(&state->found);
    str_release(&state->mine);
    str_release(&state->theirs);
    str_release(&state->title);
}

static void draw_side(struct canvas *canvas, struct area area, const char *title,
                      const struct str *text) {
    canvas_put_text(canvas, area.row, area.col, FACE_HEADING, title);
    (void)canvas_put_wrapped(canvas, area_below(area, 1), FACE_PLAIN, str_span(text));
}

static void conflict_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area) {
    (void)shell;
    const struct conflict *state = self;
    struct area in =
        dialog_frame(canvas, area, area.rows - 4, area.cols - 6, str_span(&state->title));
    struct area texts = area_above(in, 3);
    struct area left = area_left(texts, texts.cols / 2 - 1);
    struct area right = area_right(texts, texts.cols / 2 - 1);
    draw_side(canvas, left, _("我的"), &state->mine);
    draw_side(canvas, right, _("对方的"), &state->theirs);
    canvas_put_text(canvas, in.row + in.rows - 3, in.col, FACE_DIM,
                    _("没有选用的文字留在历史里，可以找回"));
    buttons_draw(&state->buttons, canvas, in, in.row + in.rows - 1, true);
}

static unsigned conflict_handle(struct shell *shell, void *self, const struct event *event) {
    struct conflict *state = self;
    struct err err = {0};
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        shell_say(shell, _("还没有处理冲突；你的文字留在草稿里，保存时会再问"));
        return HANDLED_YES;
    }
    unsigned handled = buttons_handle(&state->buttons, event);
    if (handled & HANDLED_CHOSEN) {
        bool mine = state->buttons.selected == 0;
        if (session_resolve(shell_session(shell), state->found.section, mine, &err) != RC_OK)
            shell_say_error(shell, &err);
        else if (!take(shell, state))
            shell_pop(shell, ANSWER_OK, NULL);
    }
    return handled;
}

const struct layer_ops conflict_layer = {
    .name = "conflict",
    .state_size = sizeof(struct conflict),
    .is_dialog = true,
    .enter = conflict_enter,
    .draw = conflict_draw,
    .place = WHERE_DIALOG,
    .handle = conflict_handle,
    .closes = true,
    .leave = conflict_leave,
};
