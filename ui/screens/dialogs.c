#include "ui/screens/dialogs.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/text/utf8.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/dialog.h"
#include "ui/widget/field.h"
#include "ui/widget/list.h"

/* --- ask --- */

struct ask {
    struct message_box box;
    const char *buttons[ASK_BUTTONS_MOST];
    bool takes_text;
};

static void ask_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct ask *ask = self;
    const struct ask_argument *what = argument;
    size_t count = 0;
    ask->takes_text = what->takes_text;
    for (; count < ASK_BUTTONS_MOST && what->buttons[count] != NULL; count++)
        ask->buttons[count] = what->buttons[count];
    message_box_init(&ask->box, span_of(what->title), span_of(what->text), ask->buttons, count,
                     what->focus);
}

static void ask_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                     struct area area) {
    message_box_draw(&((const struct ask *)self)->box, canvas, area, shell_has_keys(shell, self));
}

static bool answer_typed(struct shell *shell, const struct event *event) {
    if (event->kind != EVENT_TEXT && event->kind != EVENT_PASTE)
        return false;
    char *text = span_copy(event->text); /* the layer goes before who asked is told */
    shell_pop(shell, ANSWER_TYPED, text);
    mem_free(text);
    return true;
}

static unsigned ask_handle(struct shell *shell, void *self, const struct event *event) {
    struct ask *ask = self;
    if (ask->takes_text && answer_typed(shell, event))
        return HANDLED_YES;
    unsigned handled = message_box_handle(&ask->box, event, shell_canvas(shell), shell_area(shell));
    if (handled & HANDLED_CANCEL)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (handled & HANDLED_CHOSEN)
        shell_pop(shell, ANSWER_OK + (int)ask->box.buttons.selected, NULL);
    return handled;
}

static void ask_leave(struct shell *shell, void *self) {
    (void)shell;
    message_box_release(&((struct ask *)self)->box);
}

const struct layer_ops ask_layer = {
    .name = "ask",
    .state_size = sizeof(struct ask),
    .is_dialog = true,
    .enter = ask_enter,
    .draw = ask_draw,
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = ask_handle,
    .closes = true,
    .leave = ask_leave,
};

/* --- prompt --- */

struct prompt {
    char *title, *label, *hint;
    const char *needed; /* NULL: it may be empty */
    struct field field;
};

static void prompt_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct prompt *prompt = self;
    const struct prompt_argument *what = argument;
    prompt->title = span_copy(span_of(what->title));
    prompt->label = span_copy(span_of(what->label));
    prompt->hint = span_copy(span_of(what->hint));
    prompt->needed = what->needed;
    field_init(&prompt->field, span_of(what->text));
    if (what->most > 0)
        prompt->field.most = what->most;
}

static void prompt_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    (void)shell;
    const struct prompt *prompt = self;
    struct area in = dialog_frame(canvas, area, 5, area.cols - 12, span_of(prompt->title));
    struct span hint = span_of(prompt->hint);
    int last = canvas_wrapped_rows(canvas, in.cols, hint) > 1 ? 2 : 3;
    (void)canvas_put_limit(canvas, in.row, in.col, in.cols, FACE_DIALOG, span_of(prompt->label));
    field_draw(&prompt->field, canvas, in.row + 1, in.col, in.cols, true);
    (void)canvas_put_wrapped(canvas, area_above(area_below(in, last), 1), FACE_DIM, hint);
    canvas_put_text(canvas, in.row + 4, in.col, FACE_HINT, _("Enter 确定   Esc 取消"));
}

static unsigned prompt_handle(struct shell *shell, void *self, const struct event *event) {
    struct prompt *prompt = self;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (event_is_key(event, K_ENTER) && prompt->needed != NULL &&
               !utf8_has_ink(field_text(&prompt->field))) {
        shell_say(shell, "%s", prompt->needed);
    } else if (event_is_key(event, K_ENTER)) {
        char *text = span_copy(field_text(&prompt->field));
        shell_pop(shell, ANSWER_OK, text);
        mem_free(text);
    } else {
        return field_handle(&prompt->field, event);
    }
    return HANDLED_YES;
}

static void prompt_leave(struct shell *shell, void *self) {
    (void)shell;
    struct prompt *prompt = self;
    mem_free(prompt->title);
    mem_free(prompt->label);
    mem_free(prompt->hint);
    field_release(&prompt->field);
}

const struct layer_ops prompt_layer = {
    .name = "prompt",
    .state_size = sizeof(struct prompt),
    .is_dialog = true,
    .enter = prompt_enter,
    .draw = prompt_draw,
    .place = WHERE_DIALOG,
    .handle = prompt_handle,
    .closes = true,
    .leave = prompt_leave,
};

/* --- choose --- */

enum { DIGITS = 9, DIGIT_COLS = 2 }; /* the rows that a digit picks show it */

struct choose {
    char *title;
    char **rows;
    struct list list;
    bool takes_text;
};

static void choose_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct choose *choose = self;
    const struct choose_argument *what = argument;
    size_t count = 0;
    while (what->rows[count] != NULL)
        count++;
    choose->title = span_copy(span_of(what->title));
    choose->rows = mem_alloc_zero(count + 1, sizeof *choose->rows);
    for (size_t i = 0; i < count; i++)
        choose->rows[i] = span_copy(span_of(what->rows[i]));
    list_set_count(&choose->list, count);
    list_select(&choose->list, what->focus);
    choose->takes_text = what->takes_text;
}

static void draw_choice(struct canvas *canvas, struct area area, size_t index, bool selected,
                        const void *context) {
    (void)selected;
    const struct choose *choose = context;
    if (index < DIGITS)
        canvas_put_format(canvas, area.row, area.col, FACE_KEY, "%zu", index + 1);
    (void)canvas_put_limit(canvas, area.row, area.col + DIGIT_COLS, area.cols - DIGIT_COLS,
                           FACE_DIALOG, span_of(choose->rows[index]));
}

static void choose_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    (void)shell;
    const struct choose *choose = self;
    int cols = canvas_text_columns(canvas, span_of(choose->title)) + 4;
    for (size_t i = 0; i < choose->list.count; i++) {
        int wide = canvas_text_columns(canvas, span_of(choose->rows[i])) + 4 + DIGIT_COLS;
        cols = wide > cols ? wide : cols;
    }
    int rows = (int)choose->list.count;
    struct area in = dialog_frame(canvas, area, rows < 12 ? rows : 12, cols < 30 ? 30 : cols,
                                  span_of(choose->title));
    list_draw(&choose->list, canvas, in, true, draw_choice, choose);
    list_draw_more(&choose->list, canvas, in, in.row + in.rows);
}

static unsigned choose_handle(struct shell *shell, void *self, const struct event *event) {
    struct choose *choose = self;
    int digit = event_letter(event);
    unsigned handled = list_handle(&choose->list, event);
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (digit >= '1' && digit <= '9' && (size_t)(digit - '0') <= choose->list.count) {
        shell_pop(shell, ANSWER_OK + digit - '1', NULL);
    } else if (!choose->takes_text || !answer_typed(shell, event)) {
        if (handled & HANDLED_CHOSEN)
            shell_pop(shell, ANSWER_OK + (int)choose->list.selected, NULL);
        return handled;
    }
    return HANDLED_YES;
}

static void choose_leave(struct shell *shell, void *self) {
    (void)shell;
    struct choose *choose = self;
    for (size_t i = 0; choose->rows[i] != NULL; i++)
        mem_free(choose->rows[i]);
    mem_free(choose->rows);
    mem_free(choose->title);
}

const struct layer_ops choose_layer = {
    .name = "choose",
    .state_size = sizeof(struct choose),
    .is_dialog = true,
    .enter = choose_enter,
    .draw = choose_draw,
    .hint = N_("↑↓或数字 选择   Enter 确定   Esc 返回"),
    .place = WHERE_DIALOG,
    .handle = choose_handle,
    .closes = true,
    .leave = choose_leave,
};

/* --- a file that is ready --- */

void shell_say_exported(struct shell *shell, const char *path) {
    struct str text = STR_INIT;
    str_add_format(&text, _("已导出到：%s\n取到Windows上：用WinSCP或Xftp打开这个文件夹"), path);
    if (file_kind_of("/usr/bin/sz") != FILE_NONE)
        str_add_format(&text, _("；或退出后输入 sz '%s'"), path);
    str_add_text(&text, _("。"));
    shell_push(shell, &ask_layer, &(struct ask_argument){_("导出完成"), text.s, {_("好")}, 0});
    str_release(&text);
}
