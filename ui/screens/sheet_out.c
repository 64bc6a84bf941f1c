#include "ui/screens/sheet_out.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/setting.h"
#include "session/sheet.h"
#include "ui/screens/dialogs.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/choice.h"
#include "ui/widget/dialog.h"
#include "ui/widget/field.h"

#include <stdlib.h>

enum sheet_out_row { ROW_FOLDER, ROW_FORMAT, ROW_DUE, ROW_BUTTONS, ROW_COUNT };
enum { DUE_MOST = 20, FORMATS = 3, BUTTONS = 2 };

struct sheet_out {
    enum sheet_out_row focus;
    const char *format_labels[FORMATS], *button_labels[BUTTONS];
    struct choice format, buttons;
    struct field folder, due;
    bool was_open, has_report, may_replace, is_done;
    struct str trouble;
};

/* --- beginning --- */

/* The folder of the last time, else the clerk's own. */
static void recall(struct shell *shell, struct sheet_out *state) {
    struct str last = STR_INIT;
    const char *home = getenv("HOME");
    session_setting(shell_session(shell), "sheet_folder", &last);
    if (last.len == 0 && home != NULL)
        str_add_format(&last, "%s/%s", home, _("填报表"));
    field_init(&state->folder, str_span(&last));
    str_release(&last);
}

static void sheet_out_enter(struct shell *shell, void *self, const void *argument) {
    struct sheet_out *state = self;
    struct session *session = shell_session(shell);
    const struct report *open = session_report(session);
    int64_t id = *(const int64_t *)argument;
    struct err err = {0};

    state->format_labels[SHEET_EXCEL] = "Excel";
    state->format_labels[SHEET_WORD] = "Word";
    state->format_labels[SHEET_TEXT] = _("文字（贴进邮件、聊天）");
    state->button_labels[0] = _("发出");
    state->button_labels[1] = _("取消");
    state->format = (struct choice){.labels = state->format_labels, .count = FORMATS};
    state->buttons = (struct choice){.labels = state->button_labels, .count = BUTTONS};

    recall(shell, state);
    field_init(&state->due, SPAN(""));
    state->due.most = DUE_MOST;
    str_init(&state->trouble);

    state->was_open = open != NULL && open->id == id;
    state->has_report = state->was_open || session_load(session, id, &err) == RC_OK;
    if (!state->has_report)
        str_set(&state->trouble, span_of(err.text));
}

static void sheet_out_leave(struct shell *shell, void *self) {
    struct sheet_out *state = self;
    if (!state->was_open)
        session_leave(shell_session(shell));
    field_release(&state->folder);
    field_release(&state->due);
    str_release(&state->trouble);
}

/* --- drawing --- */

static void draw_row(const struct sheet_out *state, struct canvas *canvas, struct area in, int at,
                     enum sheet_out_row row) {
    static const char *const labels[] = {N_("文件夹"), N_("格式"), N_("截止日期")};
    enum { LABEL = 11 };
    bool focus = state->focus == row;
    int col = in.col + LABEL, cols = in.cols - LABEL;
    canvas_put_text(canvas, at, in.col, FACE_DIALOG, focus ? ">" : " ");
    canvas_put_text(canvas, at, in.col + 1, focus ? FACE_HEADING : FACE_DIALOG, _(labels[row]));
    if (row == ROW_FORMAT)
        (void)radio_draw(&state->format, canvas, at, col, cols, focus);
    else
        field_draw(row == ROW_FOLDER ? &state->folder : &state->due, canvas, at, col, cols, focus);
}

static void sheet_out_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                           struct area area) {
    const struct sheet_out *state = self;
    int cols = area.cols < 80 ? area.cols - 6 : 74;
    struct area in = dialog_frame(canvas, area, 9, cols, span_of(_("发填报表")));
    bool one = shell_display(shell)->reader, trouble = state->trouble.len > 0;
    for (int row = ROW_FOLDER; row <= ROW_DUE; row++)
        if (!one || state->focus == (enum sheet_out_row)row)
            draw_row(state, canvas, in, in.row + (one ? 0 : row), (enum sheet_out_row)row);

    struct area lines = {in.row + ROW_BUTTONS + 1, in.col, 4, in.cols};
    (void)canvas_put_wrapped(
        canvas, lines, trouble ? FACE_ERROR : FACE_DIM,
        trouble ? str_span(&state->trouble)
                : span_of(_("每个责任科室一个文件，列着要报的数。截止日期写成2024-05-01，可以"
                            "不写。填好发回来的，在报告库里导入。")));
    if (!one || state->focus == ROW_BUTTONS)
        buttons_draw(&state->buttons, canvas, in, in.row + in.rows - 1,
                     state->focus == ROW_BUTTONS);
}

/* --- writing --- */

static void say_done(struct shell *shell, struct sheet_out *state, const struct sheet_files *files,
                     const char *folder) {
    struct str text = STR_INIT;
    str_add_format(&text, _("写出%zu张填报表，放在%s：\n"), files->count, folder);
    for (size_t i = 0; i < files->count; i++) {
        const struct sheet_file *file = &files->items[i];
        str_add_format(&text, _("%s　%zu项\n"),
                       file->owner[0] != '\0' ? file->owner : _("未定科室"), file->figures);
    }
    str_add_text(&text, _("取到Windows上：用WinSCP或Xftp打开这个文件夹。"));
    state->is_done = true;
    shell_push(shell, &ask_layer, &(struct ask_argument){_("填报表"), text.s, {_("好")}, 0});
    str_release(&text);
}

static void ask_replace(struct shell *shell, const struct err *err) {
    shell_push(
        shell, &ask_layer,
        &(struct ask_argument){_("文件已存在"), err->text, {_("替换"), _("换一个文件夹")}, 1});
}

/* As it was typed; without a first / it is in the clerk's own folder. Heap. */
static char *folder_of(const struct sheet_out *state) {
    const char *home = getenv("HOME");
    char *typed = span_copy(span_trim(field_text(&state->folder)));
    char *path = file_path_join(home != NULL ? home : ".", typed);
    mem_free(typed);
    return path;
}

static void send(struct shell *shell, struct sheet_out *state, const char *folder) {
    struct session *session = shell_session(shell);
    struct sheet_files files = {0};
    struct err err = {0};
    char *due = span_copy(span_trim(field_text(&state->due)));
    const struct sheet_order order = {.due = due[0] != '\0' ? due : NULL,
                                      .folder = folder,
                                      .format = (enum sheet_format)state->format.selected,
                                      .replace = state->may_replace};
    enum rc rc = RC_OK;
    if (file_kind_behind(folder) == FILE_NONE)
        rc = file_make_folder(folder, &err);
    if (rc == RC_OK)
        rc = session_send_sheets(session, &order, &files, &err);

    if (rc == RC_OK) {
        session_set_setting(session, "sheet_folder", folder);
        say_done(shell, state, &files, folder);
    } else if (rc == RC_REFUSED) {
        ask_replace(shell, &err);
    } else {
        str_set(&state->trouble, span_of(err.text));
        state->focus = rc == RC_USAGE ? ROW_DUE : state->focus;
    }
    sheet_files_release(&files);
    mem_free(due);
}

static void write_sheets(struct shell *shell, struct sheet_out *state) {
    if (!state->has_report)
        return; /* why is said already */
    str_clear(&state->trouble);
    if (span_trim(field_text(&state->folder)).n == 0) {
        str_add_text(&state->trouble, _("请写明放在哪个文件夹"));
        state->focus = ROW_FOLDER;
        return;
    }
    char *folder = folder_of(state);
    send(shell, state, folder);
    state->may_replace = false;
    mem_free(folder);
}

static void sheet_out_result(struct shell *shell, void *self, const struct layer_ops *from,
                             int answer, const void *value) {
    (void)value;
    struct sheet_out *state = self;
    if (from != &ask_layer)
        return;
    if (state->is_done) {
        shell_pop(shell, ANSWER_OK, NULL);
    } else if (answer == ANSWER_OK) {
        state->may_replace = true;
        write_sheets(shell, state);
    } else {
        state->focus = ROW_FOLDER;
    }
}

/* --- keys --- */

static unsigned handle_row(struct shell *shell, struct sheet_out *state,
                           const struct event *event) {
    if (state->focus == ROW_FOLDER || state->focus == ROW_DUE)
        return field_handle(state->focus == ROW_FOLDER ? &state->folder : &state->due, event);
    if (state->focus == ROW_FORMAT)
        return radio_handle(&state->format, event);
    unsigned handled = buttons_handle(&state->buttons, event);
    if ((handled & HANDLED_CHOSEN) && state->buttons.selected == 0)
        write_sheets(shell, state);
    else if (handled & HANDLED_CHOSEN)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    return handled;
}

static unsigned sheet_out_handle(struct shell *shell, void *self, const struct event *event) {
    struct sheet_out *state = self;
    bool enters_next = state->focus != ROW_BUTTONS && event_is_key(event, K_ENTER);
    int step = 0;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    if (event_is_key(event, K_TAB) || event_is_key(event, K_DOWN) || enters_next)
        step = 1;
    else if (event_is_key(event, K_BACKTAB) || event_is_key(event, K_UP))
        step = ROW_COUNT - 1;
    if (step == 0)
        return handle_row(shell, state, event);
    state->focus = (enum sheet_out_row)(((int)state->focus + step) % ROW_COUNT);
    return HANDLED_YES;
}

const struct layer_ops sheet_out_layer = {
    .name = "sheet-out",
    .state_size = sizeof(struct sheet_out),
    .is_dialog = true,
    .enter = sheet_out_enter,
    .draw = sheet_out_draw,
    .hint = N_("↑↓ 换一项   ←→ 选择   Enter 确定   Esc 取消"),
    .place = WHERE_DIALOG,
    .handle = sheet_out_handle,
    .result = sheet_out_result,
    .closes = true,
    .leave = sheet_out_leave,
};
