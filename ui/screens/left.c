#include "ui/screens/left.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/report.h"
#include "session/unsaved.h"
#include "session/unsaved_back.h"
#include "ui/screens/conflict.h"
#include "ui/shell.h"
#include "ui/widget/dialog.h"

enum { PUT_BACK, LATER, NO_MORE, BUTTONS };

struct left {
    struct message_box box;
    char *path;
    const char *labels[BUTTONS];
};

static void left_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct left *left = self;
    const struct left_argument *found = argument;
    struct str text = STR_INIT;
    left->path = span_copy(span_of(found->path));
    left->labels[PUT_BACK] = _("放回报告");
    left->labels[LATER] = _("以后再说");
    left->labels[NO_MORE] = _("不再提起");
    str_add_format(&text,
                   _("上次离开时有文字没能存进报告库，写在了 %s。放回报告时，那几节换成文件里的"
                     "文字，可以撤销；那以后有人改过的不换，两份并排给您选。放好后文件就删去。"),
                   found->path);
    if (found->count > 1)
        str_add_format(&text, _("这是最新的；另外还有%zu个。"), found->count - 1);
    message_box_init(&left->box, span_of(_("上次没有存好的文字")), str_span(&text), left->labels,
                     BUTTONS, PUT_BACK);
    str_release(&text);
}

static void left_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    message_box_draw(&((const struct left *)self)->box, canvas, area, shell_has_keys(shell, self));
}

/* Where others have written meanwhile both texts are shown, which says who it was. */
static void put_back(struct shell *shell, const char *path) {
    struct session *session = shell_session(shell);
    struct session_conflict open = {0};
    struct err err = {0};
    size_t beside = 0;
    if (session_take_unsaved(session, path, &beside, &err) != RC_OK)
        shell_say_error(shell, &err);
    else if (beside == 0)
        shell_say(shell, "%s", _("文字已放回报告"));
    else
        shell_say(
            shell,
            _("文字已放回；其中%zu节那以后改过，没有换：打开报告，在那一节按Ctrl-S选用哪一份"),
            beside);
    if (beside > 0 && session_conflict(session, &open))
        (void)shell_raise(shell, &conflict_layer, NULL);
    session_conflict_release(&open);
}

static unsigned left_handle(struct shell *shell, void *self, const struct event *event) {
    struct left *left = self;
    unsigned handled =
        message_box_handle(&left->box, event, shell_canvas(shell), shell_area(shell));
    if ((handled & (HANDLED_CANCEL | HANDLED_CHOSEN)) == 0)
        return handled;
    bool chosen = (handled & HANDLED_CHOSEN) != 0;
    size_t button = left->box.buttons.selected;
    char *path = span_copy(span_of(left->path));
    shell_pop(shell, ANSWER_CANCEL, NULL); /* so that another question can stand here */
    if (chosen && button == PUT_BACK) {
        put_back(shell, path);
    } else if (chosen && button == NO_MORE) {
        session_unsaved_is_told(shell_session(shell), path);
        shell_say(shell, _("文件还在：%s"), path);
    }
    mem_free(path);
    return handled;
}

static void left_leave(struct shell *shell, void *self) {
    (void)shell;
    struct left *left = self;
    mem_free(left->path);
    message_box_release(&left->box);
}

const struct layer_ops left_layer = {
    .name = "left",
    .state_size = sizeof(struct left),
    .is_dialog = true,
    .enter = left_enter,
    .draw = left_draw,
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = left_handle,
    .closes = true,
    .leave = left_leave,
};
