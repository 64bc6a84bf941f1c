#include "ui/screens/tour.h"

#include "base/lang.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/dialog.h"

static const struct step {
    enum command_id command; /* what is to be tried; none at the end */
    const char *text;
} steps[] = {
    {COMMAND_NEXT_OPEN, N_("这是示例报告，可以随便改。左边是目录（完、写、未），右边写正文，下面是"
                           "指引。输入的字马上就存好，"
                           "没有“保存文件”这一步。\n现在请按 F2：到下一个没有完成的节。")},
    {COMMAND_PRIOR,
     N_("光标在没写完的一节里，可以直接输入。\n现在请按 Ctrl-T：看去年这一节的原文，可以取用。")},
    {COMMAND_NEXT_FINDING, N_("去年的文字在旁边，再按一次Ctrl-T就收起。\n现在请按 "
                              "F3：到下一处问题，指引里说明错在哪里。")},
    {COMMAND_NEXT_PANE,
     N_("改好以后这处问题自己消失。写错了按Ctrl-Z撤销，几天前的也能撤销。\n现在请按 "
        "F4：到下一个窗格（目录、正文、指引）。")},
    {COMMAND_NONE,
     N_("写好一节按Ctrl-D标为完成；F5预览版面，Ctrl-E导出；F9是全部命令的菜单，F1是帮助，Ctrl-"
        "U回到报告库。\n练习完了。按Enter结束，自己试试。")},
};

struct tour {
    size_t step;
};

static void tour_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    ((struct tour *)self)->step = *(const size_t *)argument;
}

/* At the bottom, so that what happens above is seen. */
static void tour_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    (void)shell;
    const struct tour *tour = self;
    struct str title = STR_INIT;
    struct span text = span_of(_(steps[tour->step].text));
    int cols = area.cols > 72 ? 66 : area.cols - 8;
    int rows = canvas_wrapped_rows(canvas, cols, text) + 1;
    struct area over = area_bottom(area, rows + 2);
    str_add_format(&title, _("入门练习 %zu/%zu"), tour->step + 1, ARRAY_LEN(steps));
    struct area in = dialog_frame(canvas, over, rows, cols, str_span(&title));
    (void)canvas_put_wrapped(canvas, in, FACE_DIALOG, text);
    int last = in.row + in.rows - 1;
    canvas_put_text(canvas, last, in.col, FACE_DIM,
                    steps[tour->step].command != COMMAND_NONE
                        ? _("Enter 替我按，下一步   Esc 离开练习")
                        : _("Enter 结束"));
    if (steps[tour->step].command == COMMAND_NONE) /* else it stays in the text, where one types */
        canvas_set_cursor(canvas, last, in.col);
    str_release(&title);
}

static unsigned tour_handle(struct shell *shell, void *self, const struct event *event) {
    struct tour *tour = self;
    enum command_id id = steps[tour->step].command;
    char name[SHELL_KEY_NAME];
    shell_key_name(event, name);
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        shell_say(shell, _("已离开练习；在报告库按F9，从“帮助”里可以再来"));
    } else if (id == COMMAND_NONE) {
        if (event_is_key(event, K_ENTER))
            shell_pop(shell, ANSWER_OK, NULL);
    } else if (event_is_key(event, K_ENTER) ||
               (name[0] != '\0' && keys_find(shell_keys(shell), name, WHERE_EDITOR) == id)) {
        size_t next = tour->step + 1;
        shell_close_and_run(shell, id);
        shell_push(shell, &tour_layer, &next);
    } else {
        return HANDLED_NO;
    }
    return HANDLED_YES;
}

const struct layer_ops tour_layer = {
    .name = "tour",
    .state_size = sizeof(struct tour),
    .is_dialog = true,
    .enter = tour_enter,
    .draw = tour_draw,
    .place = WHERE_DIALOG,
    .handle = tour_handle,
    .lets_type = true,
    .closes = true,
};
