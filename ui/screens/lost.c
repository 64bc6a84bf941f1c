#include "ui/screens/lost.h"

#include "base/lang.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/rescue_take.h"
#include "ui/shell.h"
#include "ui/widget/dialog.h"

enum { GO_ON, TAKE_COPY, BUTTONS };

struct lost {
    struct message_box box;
    struct library_copies copies; /* of the old database; none where nothing is missing */
    const char *labels[BUTTONS];
};

static void add_text(struct str *text, const struct session_loss *loss, bool has_report,
                     const struct library_copies *copies) {
    str_add_format(text, _("%s。"), loss->why);
    if (loss->is_whole)
        str_add_format(text, _("全部报告连同历史都已存入新数据库 %s，请接着写。"), loss->new_path);
    else if (has_report)
        str_add_format(text, _("这份报告已整份存入新数据库 %s，一字未丢，请接着写。"),
                       loss->new_path);
    else
        str_add_format(text, _("已另建新数据库 %s。"), loss->new_path);
    if (!loss->is_whole && copies->count > 0)
        str_add_format(text, _("其他报告可以用%s的每日备份补上。"), copies->items[0].name);
    str_add_text(text, _("请把这个文件名告诉技术员。"));
}

static void lost_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct lost *lost = self;
    struct session *session = shell_session(shell);
    struct session_loss loss = {0};
    struct str text = STR_INIT;
    bool known = session_loss(session, &loss);
    assert(known);
    if (!loss.is_whole)
        session_list_lost_copies(session, &lost->copies);
    add_text(&text, &loss, session_report(session) != NULL, &lost->copies);
    session_loss_is_told(session);
    lost->labels[GO_ON] = _("接着写");
    lost->labels[TAKE_COPY] = _("用每日备份补上");
    message_box_init(&lost->box, span_of(_("数据库不见了")), str_span(&text), lost->labels,
                     lost->copies.count > 0 ? BUTTONS : BUTTONS - 1, GO_ON);
    str_release(&text);
}

static void lost_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    message_box_draw(&((const struct lost *)self)->box, canvas, area, shell_has_keys(shell, self));
}

/* The newest copy that is whole. */
static void take_copy(struct shell *shell, const struct library_copies *copies) {
    struct err err = {0};
    enum rc rc = RC_DAMAGED;
    size_t i = 0;
    for (; rc == RC_DAMAGED && i < copies->count; i++)
        rc = session_take_copy(shell_session(shell), copies->items[i].path, &err);
    if (rc == RC_OK)
        shell_say(shell, _("已用%s的每日备份补上"), copies->items[i - 1].name);
    else
        shell_say_error(shell, &err);
}

static unsigned lost_handle(struct shell *shell, void *self, const struct event *event) {
    struct lost *lost = self;
    unsigned handled =
        message_box_handle(&lost->box, event, shell_canvas(shell), shell_area(shell));
    if ((handled & HANDLED_CHOSEN) && lost->box.buttons.selected == TAKE_COPY)
        take_copy(shell, &lost->copies);
    if (handled & (HANDLED_CANCEL | HANDLED_CHOSEN))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    return handled;
}

static void lost_leave(struct shell *shell, void *self) {
    (void)shell;
    struct lost *lost = self;
    library_copies_release(&lost->copies);
    message_box_release(&lost->box);
}

const struct layer_ops lost_layer = {
    .name = "lost",
    .state_size = sizeof(struct lost),
    .is_dialog = true,
    .enter = lost_enter,
    .draw = lost_draw,
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = lost_handle,
    .closes = true,
    .leave = lost_leave,
};
