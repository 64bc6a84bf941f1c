#include "ui/screens/leave.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/report.h"
#include "session/unsaved.h"
#include "session/unsaved_back.h"
#include "ui/screens/dialogs.h"
#include "ui/shell.h"
#include "ui/widget/dialog.h"

enum { TRY_AGAIN, WRITE_ELSEWHERE, LEAVE_IT, BUTTONS };

struct leave {
    struct message_box box;
    const char *labels[BUTTONS];
};

static void set_box(struct leave *leave, const struct session *session,
                    const struct session_unsaved *much, const char *trouble, size_t focus) {
    struct str text = STR_INIT;
    str_add_format(&text, _("还有%zu个字（%zu节里的%zu处改动）没有存进报告库，现在离开就没有了。"),
                   much->characters, much->sections, much->changes);
    str_add_format(&text, _("%s。"), trouble != NULL ? trouble : session_trouble(session));
    message_box_release(&leave->box);
    message_box_init(&leave->box, span_of(_("有文字没有存好")), str_span(&text), leave->labels,
                     BUTTONS, focus);
    str_release(&text);
}

static void leave_enter(struct shell *shell, void *self, const void *argument) {
    struct leave *leave = self;
    leave->labels[TRY_AGAIN] = _("再试一次");
    leave->labels[WRITE_ELSEWHERE] = _("写到别处");
    leave->labels[LEAVE_IT] = _("不要了，离开");
    set_box(leave, shell_session(shell), argument, NULL, WRITE_ELSEWHERE);
}

static void leave_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                       struct area area) {
    message_box_draw(&((const struct leave *)self)->box, canvas, area, shell_has_keys(shell, self));
}

static void try_again(struct shell *shell, struct leave *leave) {
    struct session_unsaved much;
    if (session_has_unsaved(shell_session(shell), &much))
        set_box(leave, shell_session(shell), &much, NULL, WRITE_ELSEWHERE);
    else
        shell_quit(shell);
}

static void ask_path(struct shell *shell) {
    char *path = session_offer_unsaved_path(shell_session(shell));
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = _("写到别处"),
                   .label = _("文件"),
                   .hint = _("写成文本文件，谁都能打开；以后再打开程序时可以放回报告"),
                   .text = path});
    mem_free(path);
}

/* What is given up is gone for good. */
static void ask_to_drop(struct shell *shell) {
    struct session_unsaved much;
    if (!session_has_unsaved(shell_session(shell), &much)) { /* there is room meanwhile */
        shell_quit(shell);
        return;
    }
    struct str text = STR_INIT;
    str_add_format(&text, _("这%zu个字（%zu节里的%zu处改动）哪里也没有存，离开后找不回来。"),
                   much.characters, much.sections, much.changes);
    shell_push(
        shell, &ask_layer,
        &(struct ask_argument){_("真的不要了吗？"), text.s, {_("不要了，离开"), _("返回")}, 1});
    str_release(&text);
}

static unsigned leave_handle(struct shell *shell, void *self, const struct event *event) {
    struct leave *leave = self;
    unsigned handled =
        message_box_handle(&leave->box, event, shell_canvas(shell), shell_area(shell));
    if (handled & HANDLED_CANCEL) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (handled & HANDLED_CHOSEN) {
        size_t button = leave->box.buttons.selected;
        if (button == TRY_AGAIN) {
            try_again(shell, leave);
        } else if (button == WRITE_ELSEWHERE) {
            ask_path(shell);
        } else {
            ask_to_drop(shell);
        }
    }
    return handled;
}

static void leave_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                         const void *value) {
    struct session *session = shell_session(shell);
    struct session_unsaved much;
    struct err err = {0};
    if (answer != ANSWER_OK)
        return;
    if (from == &ask_layer) {
        session_drop_unsaved(session);
        shell_quit(shell);
        return;
    }
    bool waits = session_has_unsaved(session, &much); /* there may be room meanwhile */
    if (!waits || session_write_unsaved(session, value, &err) == RC_OK)
        shell_quit(shell);
    else
        set_box(self, session, &much, err.text, WRITE_ELSEWHERE);
}

static void leave_leave(struct shell *shell, void *self) {
    (void)shell;
    message_box_release(&((struct leave *)self)->box);
}

const struct layer_ops leave_layer = {
    .name = "leave",
    .state_size = sizeof(struct leave),
    .is_dialog = true,
    .enter = leave_enter,
    .draw = leave_draw,
    .unseen = N_("文字没有存好，要先回答怎么办：请把窗口调到60列×16行以上"),
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = leave_handle,
    .result = leave_result,
    .closes = true,
    .leave = leave_leave,
};
