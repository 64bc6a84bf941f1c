#include "ui/screens/rescued.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file_path.h"
#include "session/copies.h"
#include "session/opened.h"
#include "session/rescue.h"
#include "session/rescue_take.h"
#include "ui/shell.h"
#include "ui/widget/dialog.h"

enum { TAKE, LEAVE, BUTTONS };

struct rescued {
    struct message_box box;
    char *path, *folder;
    size_t others; /* older ones that were rescued */
    bool is_beside;
    const char *labels[BUTTONS];
};

static void name_beside(struct rescued *state, struct str *text) {
    state->labels[TAKE] = _("不再提起");
    state->labels[LEAVE] = _("以后再说");
    str_add_format(text,
                   _("报告库曾经被移走，那时写的字在旁边的 %s，报告库里可能没有。在命令行执行 "
                     "jixiao --db %s 打开来看；要的报告在那里导出为json，再导入。"),
                   file_path_name(state->path), state->path);
    if (state->others > 0)
        str_add_format(text, _("这是最新的；另外还有%zu个。"), state->others);
}

static void offer_all(struct rescued *state, struct str *text) {
    state->labels[TAKE] = _("取回来");
    state->labels[LEAVE] = _("先不管");
    str_add_format(text,
                   _("报告库是空的，旁边有数据库不见时救下的 %s。要把里面的报告取回来吗？"
                     "救下的文件不动。"),
                   file_path_name(state->path));
    if (state->others > 0)
        str_add_format(text, _("这是最新的；另有%zu个不取，请交给技术员：在%s"), state->others,
                       state->folder);
}

static void rescued_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct rescued *state = self;
    struct str text = STR_INIT;
    const struct rescued_argument *found = argument;
    state->path = span_copy(span_of(found->path));
    state->folder = file_path_folder(found->path);
    state->others = found->count - 1;
    state->is_beside = found->is_beside;
    if (state->is_beside)
        name_beside(state, &text);
    else
        offer_all(state, &text);
    message_box_init(&state->box, span_of(_("有救下的报告")), str_span(&text), state->labels,
                     BUTTONS, state->is_beside ? LEAVE : TAKE);
    str_release(&text);
}

static void rescued_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    message_box_draw(&((const struct rescued *)self)->box, canvas, area,
                     shell_has_keys(shell, self));
}

static void take(struct shell *shell, const struct rescued *state) {
    const char *path = state->path;
    struct err err = {0};
    bool joined = false;
    if (session_take_rescued(shell_session(shell), path, &joined, &err) != RC_OK)
        shell_say_error(shell, &err);
    else if (joined)
        shell_say(shell, _("还有人在 %s 里写，先一起在那里写；大家都退出以后再取"),
                  file_path_name(path));
    else if (state->others > 0)
        shell_say(shell, _("已从 %s 取回；另有%zu个没有取，请告诉技术员：在%s"),
                  file_path_name(path), state->others, state->folder);
    else
        shell_say(shell, _("已从 %s 取回"), file_path_name(path));
}

static unsigned rescued_handle(struct shell *shell, void *self, const struct event *event) {
    struct rescued *state = self;
    unsigned handled =
        message_box_handle(&state->box, event, shell_canvas(shell), shell_area(shell));
    bool wants = (handled & HANDLED_CHOSEN) && state->box.buttons.selected == TAKE;
    if (wants && state->is_beside)
        session_rescued_is_told(shell_session(shell), state->path);
    else if (wants)
        take(shell, state);
    if (handled & (HANDLED_CANCEL | HANDLED_CHOSEN))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    return handled;
}

static void rescued_leave(struct shell *shell, void *self) {
    (void)shell;
    struct rescued *state = self;
    mem_free(state->path);
    mem_free(state->folder);
    message_box_release(&state->box);
}

const struct layer_ops rescued_layer = {
    .name = "rescued",
    .state_size = sizeof(struct rescued),
    .is_dialog = true,
    .enter = rescued_enter,
    .draw = rescued_draw,
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = rescued_handle,
    .closes = true,
    .leave = rescued_leave,
};

/* --- an empty library --- */

/* An empty library that has copies was not always empty. */
static void say_copies(struct shell *shell) {
    struct library_copies copies = {0};
    session_list_copies(shell_session(shell), &copies);
    if (copies.count > 0)
        shell_say(shell, _("报告库是空的，旁边有%zu份每日备份：按B选一份，可以恢复"), copies.count);
    library_copies_release(&copies);
}

void rescued_offer(struct shell *shell) {
    struct rescued_argument found = {0};
    char *path = session_find_rescued(shell_session(shell), &found.count);
    found.path = path;
    if (path != NULL)
        shell_push(shell, &rescued_layer, &found);
    else
        say_copies(shell);
    mem_free(path);
}
