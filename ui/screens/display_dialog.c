#include "ui/screens/display_dialog.h"

#include "base/lang.h"
#include "ui/term/canvas_draw.h"
#include "ui/term/display.h"
#include "ui/widget/dialog.h"

enum { ROW_WIDTH, ROW_COLOURS, ROW_MOUSE, ROW_READER, ROWS, LABELS_MOST = 5 };

static const struct {
    const char *label, *hint;
    const char *words[LABELS_MOST];
    size_t count;
} rows[ROWS] = {
    [ROW_WIDTH] = {N_("引号宽度"),
                   N_("“”…—占几列；中文后面的字错位或重叠时改这里（自动：问终端，Ctrl-L再问一次）"),
                   {N_("自动"), N_("1列"), N_("2列")},
                   3},
    [ROW_COLOURS] =
        {N_("配色"),
         N_("自动：问终端的底色，不回答的当深色底；白底请选“浅色”；高对比：黑底粗体白字"),
         {N_("自动"), N_("深色"), N_("浅色"), N_("高对比"), N_("单色")},
         5},
    [ROW_MOUSE] = {N_("鼠标"),
                   N_("开：点击、滚轮和拖选归本程序；按住Shift再用鼠标可复制粘贴"),
                   {N_("关"), N_("开")},
                   2},
    [ROW_READER] = {N_("读屏"),
                    N_("开：一次只显示一个窗格，不画线，状态用文字说明，一次只问一项"),
                    {N_("关"), N_("开")},
                    2},
};

struct display_dialog {
    size_t focus;
    const char *labels[ROWS][LABELS_MOST];
    struct choice choices[ROWS];
};

static void display_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct display_dialog *dialog = self;
    const struct display *display = shell_display(shell);
    const size_t selected[ROWS] = {display->width, display->colours, display->mouse,
                                   display->reader};
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t w = 0; w < rows[i].count; w++)
            dialog->labels[i][w] = _(rows[i].words[w]);
        dialog->choices[i] = (struct choice){
            .labels = dialog->labels[i], .count = rows[i].count, .selected = selected[i]};
    }
}

static void draw_choice(const struct display_dialog *dialog, struct canvas *canvas, struct area in,
                        int row, size_t i) {
    enum { LABEL_COLS = 12 };
    bool focus = i == dialog->focus;
    canvas_put_text(canvas, row, in.col, FACE_DIALOG, focus ? ">" : " ");
    canvas_put_text(canvas, row, in.col + 2, focus ? FACE_HEADING : FACE_DIALOG, _(rows[i].label));
    (void)radio_draw(&dialog->choices[i], canvas, row, in.col + LABEL_COLS, in.cols - LABEL_COLS,
                     focus);
}

static void display_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    const struct display_dialog *dialog = self;
    bool one = shell_display(shell)->reader; /* one question at a time */
    struct area in = dialog_frame(canvas, area, ROWS + 5, 68, span_of(_("显示与鼠标")));
    for (size_t i = 0; i < ROWS; i++)
        if (!one || i == dialog->focus)
            draw_choice(dialog, canvas, in, in.row + (one ? 0 : (int)i), i);
    struct area hint = {in.row + ROWS + 1, in.col, 3, in.cols};
    (void)canvas_put_wrapped(canvas, hint, FACE_DIM, span_of(_(rows[dialog->focus].hint)));
    canvas_put_text(canvas, in.row + ROWS + 4, in.col, FACE_HINT,
                    _("↑↓ 换一项   ←→ 选择   Enter 确定   Esc 取消"));
}

static void accept(struct shell *shell, const struct display_dialog *dialog) {
    const struct display display = {
        .width = (enum display_width)dialog->choices[ROW_WIDTH].selected,
        .colours = (enum display_colours)dialog->choices[ROW_COLOURS].selected,
        .mouse = dialog->choices[ROW_MOUSE].selected != 0,
        .reader = dialog->choices[ROW_READER].selected != 0,
    };
    shell_set_display(shell, &display);
    display_store(&display, shell_session(shell));
    shell_pop(shell, ANSWER_OK, NULL);
    if (display.mouse)
        shell_say(shell, _("鼠标已打开；按住Shift再用鼠标可复制粘贴"));
}

static unsigned display_handle(struct shell *shell, void *self, const struct event *event) {
    struct display_dialog *dialog = self;
    if (event_is_key(event, K_ESC))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (event_is_key(event, K_ENTER))
        accept(shell, dialog);
    else if (event_is_key(event, K_UP) || event_is_key(event, K_BACKTAB))
        dialog->focus = (dialog->focus + ROWS - 1) % ROWS;
    else if (event_is_key(event, K_DOWN) || event_is_key(event, K_TAB))
        dialog->focus = (dialog->focus + 1) % ROWS;
    else
        return radio_handle(&dialog->choices[dialog->focus], event);
    return HANDLED_YES;
}

const struct layer_ops display_layer = {
    .name = "display",
    .state_size = sizeof(struct display_dialog),
    .is_dialog = true,
    .enter = display_enter,
    .draw = display_draw,
    .place = WHERE_DIALOG,
    .handle = display_handle,
    .closes = true,
};
