#include "ui/screens/tour.h"

#include "base/lang.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/dialog.h"
#include "ui/workbench/layout.h"

struct step {
    enum command_id command; /* what is to be tried; none at the end */
    const char *text;
    bool leaves; /* the screen below first: the command is the workbench's */
};

/* One clerk's work. */
static const struct step steps_alone[] = {
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
        "U回到报告库。\n第一部分完了。按 Tab 接着练第二部分：几个人一起；按Enter结束，自己试试。")},
};

/* What others send comes back into the report. */
static const struct step steps_together[] = {
    {COMMAND_FINDINGS,
     N_("各科室报数，领导看稿，都会回到这份报告里。窗口顶上写着“意见2”：还有两条意见没有答复。\n"
        "现在请按 Ctrl-O：看清单。")},
    {COMMAND_FIGURES,
     N_("意见和检查出的问题在一张清单里。在意见上按Enter答复，按N不采纳；修改用Y采纳；"
        "T写出落实对照表。改过的Word文件用“导入”收回来。\n现在请按 F6：看各科室报来的数。"),
     true},
    {COMMAND_EDITIONS,
     N_("“状态”一列是待报、已报、已核、退回。在“已报”的一行按Enter，对照着取用（Y）或退回（N）。"
        "Shift-F6把填报表发给各科室，填好的用“导入”收回来。\n现在请按 Shift-F11：看版次。"),
     true},
    {COMMAND_NEXT_FINDING,
     N_("这份报告送审过一次，退回来了，正在写第2稿。S送审，F定稿，U解除定稿，Enter对照。"
        "去年的那份走完了：定稿、已报送。\n现在请按 F3：回到正文，到下一处。"),
     true},
    {COMMAND_NONE, N_("目录里按P是这一节的佐证材料，按M写一条意见。定稿以后谁也改不了，要改先写明"
                      "原因解除定稿。\n练习完了。按Enter结束，自己试试。")},
};

static const struct tour_part {
    const struct step *steps;
    size_t count;
} parts[] = {
    {steps_alone, ARRAY_LEN(steps_alone)},
    {steps_together, ARRAY_LEN(steps_together)},
};

struct tour {
    struct tour_place at;
};

static const struct step *step_of(const struct tour *tour) {
    return &parts[tour->at.part].steps[tour->at.step];
}

static void tour_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    ((struct tour *)self)->at = *(const struct tour_place *)argument;
}

/* Beside the outline and above the guidance, which the steps speak of; and not over the line where
 * one types. */
static struct area box_area(const struct canvas *canvas, struct area area, int rows) {
    struct area spare = workbench_spare(area), box = area_bottom(spare, rows);
    int row = 0, col = 0;
    if (canvas_cursor(canvas, &row, &col) && area_has(box, row, col))
        box =
            row > spare.row + rows ? area_top(area_below(spare, 1), rows) : area_bottom(area, rows);
    return box;
}

static void tour_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    (void)shell;
    const struct tour *tour = self;
    struct str title = STR_INIT;
    struct span text = span_of(_(step_of(tour)->text));
    int room = workbench_spare(area).cols, cols = room > 72 ? 66 : room - 4;
    int rows = canvas_wrapped_rows(canvas, cols, text) + 1;
    struct area over = box_area(canvas, area, rows + 2);
    str_add_format(&title,
                   tour->at.part == 0 ? _("入门练习 %zu/%zu") : _("入门练习第二部分 %zu/%zu"),
                   tour->at.step + 1, parts[tour->at.part].count);
    struct area in = dialog_frame(canvas, over, rows, cols, str_span(&title));
    (void)canvas_put_wrapped(canvas, in, FACE_DIALOG, text);
    int last = in.row + in.rows - 1;
    canvas_put_text(canvas, last, in.col, FACE_DIM,
                    step_of(tour)->command != COMMAND_NONE
                        ? _("Enter 替我按，下一步   Esc 离开练习")
                    : tour->at.part == 0 ? _("Enter 结束   Tab 第二部分")
                                         : _("Enter 结束"));
    if (step_of(tour)->command == COMMAND_NONE) /* else it stays in the text, where one types */
        canvas_set_cursor(canvas, last, in.col);
    str_release(&title);
}

/* What the step wants, and the next one over what comes of it. */
static void go_on(struct shell *shell, const struct tour *tour) {
    const struct step *step = step_of(tour);
    const struct tour_place next = {tour->at.part, tour->at.step + 1};
    if (step->leaves)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    shell_close_and_run(shell, step->command);
    shell_push(shell, &tour_layer, &next);
}

static void begin_second(struct shell *shell) {
    shell_pop(shell, ANSWER_OK, NULL);
    shell_push(shell, &tour_layer, &(struct tour_place){.part = 1});
}

static unsigned tour_handle(struct shell *shell, void *self, const struct event *event) {
    struct tour *tour = self;
    enum command_id id = step_of(tour)->command;
    char name[SHELL_KEY_NAME];
    shell_key_name(event, name);
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        shell_say(shell, _("已离开练习；在报告库按F9，从“帮助”里可以再来"));
    } else if (id == COMMAND_NONE) {
        if (event_is_key(event, K_ENTER))
            shell_pop(shell, ANSWER_OK, NULL);
        else if (tour->at.part == 0 && event_is_key(event, K_TAB))
            begin_second(shell);
    } else if (event_is_key(event, K_ENTER) ||
               (name[0] != '\0' && keys_find(shell_keys(shell), name, WHERE_EDITOR) == id)) {
        go_on(shell, tour);
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
