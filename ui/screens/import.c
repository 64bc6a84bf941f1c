/* Import: a list of folders and files, or a pasted text; both go on to the import preview. */
#include "ui/screens/import.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/grapheme.h"
#include "base/text/pinyin.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "session/convert.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/setting.h"
#include "ui/screens/convert.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/import_preview.h"
#include "ui/screens/review_in.h"
#include "ui/screens/search.h"
#include "ui/screens/sheet_in.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

#include <stdlib.h>
#include <string.h>

void import_ask_source(struct shell *shell, const char *title) {
    const char *rows[] = {_("从文件（路径可以直接粘贴）"),
                          _("粘贴全文（在Word里全选复制，到这里粘贴）"), NULL};
    shell_push(shell, &choose_layer,
               &(struct choose_argument){.title = title, .rows = rows, .takes_text = true});
}

void import_open_source(struct shell *shell, int answer, const void *value) {
    const char *typed = answer == ANSWER_TYPED ? value : NULL;
    bool pastes = typed != NULL ? strchr(typed, '\n') != NULL : answer != ANSWER_OK;
    shell_push(shell, pastes ? &paste_layer : &import_layer, typed);
}

/* --- from a file --- */

enum { TYPED_MOST = 4096 /* bytes */ };

struct import {
    char *folder;
    struct file_list files;
    struct list list; /* row 0: the folder above */
    struct str typed; /* looks for a name; one that begins with '/' is a path */
    struct review_in review;
    struct sheet_in sheet;
};

static void open_folder(struct shell *shell, struct import *state, const char *folder) {
    struct file_list files = {0};
    struct err err = {0};
    if (file_list_folder(&files, folder, &err) != RC_OK) {
        file_list_release(&files);
        shell_say_error(shell, &err);
        return;
    }
    char *copy = span_copy(span_of(folder));
    file_list_release(&state->files);
    mem_free(state->folder);
    state->folder = copy;
    state->files = files;
    list_set_count(&state->list, files.count + 1);
    list_select(&state->list, files.count > 0 ? 1 : 0);
    str_clear(&state->typed);
}

/* --- what is typed --- */

static bool is_path(const struct import *state) {
    return state->typed.len > 0 && state->typed.s[0] == '/';
}

/* Where the name, or the initials of its pinyin, have what was typed; SIZE_MAX: nowhere. */
static size_t find_in_name(const char *name, struct span typed) {
    size_t in_name = span_find(span_of(name), typed);
    size_t in_initials = pinyin_find(span_of(name), typed);
    return in_name < in_initials ? in_name : in_initials;
}

/* To the first name that begins so, else to the first that has it. */
static void find_typed(struct import *state) {
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < state->files.count && best > 0; i++) {
        size_t at = find_in_name(state->files.entries[i].name, str_span(&state->typed));
        if (at == SIZE_MAX || (best < SIZE_MAX && at > 0))
            continue;
        best = at;
        list_select(&state->list, i + 1);
    }
}

static void add_typed(struct shell *shell, struct import *state, struct span text) {
    if (state->typed.len + text.n > TYPED_MOST) {
        shell_say(shell, _("路径太长，最多4096字节"));
        return;
    }
    str_add_line(&state->typed, text);
    if (!is_path(state))
        find_typed(state);
}

/* --- begin and end --- */

static void import_enter(struct shell *shell, void *self, const void *argument) {
    struct import *state = self;
    struct str last = STR_INIT;
    str_init(&state->typed);
    review_in_init(&state->review);
    sheet_in_init(&state->sheet);
    session_setting(shell_session(shell), "import_folder", &last);
    const char *home = getenv("HOME");
    if (last.len > 0 && file_kind_of(last.s) == FILE_DIRECTORY)
        open_folder(shell, state, last.s);
    if (state->folder == NULL && home != NULL)
        open_folder(shell, state, home);
    if (state->folder == NULL)
        open_folder(shell, state, "/");
    if (state->folder == NULL)
        state->folder = span_copy(SPAN("/"));
    str_release(&last);
    if (argument != NULL)
        add_typed(shell, state, span_of(argument));
}

static void import_leave(struct shell *shell, void *self) {
    (void)shell;
    struct import *state = self;
    file_list_release(&state->files);
    mem_free(state->folder);
    str_release(&state->typed);
    review_in_release(&state->review);
    sheet_in_release(&state->sheet);
}

static void draw_entry(struct canvas *canvas, struct area area, size_t index, bool selected,
                       const void *context) {
    (void)selected;
    const struct import *state = context;
    if (index == 0) {
        canvas_put_text(canvas, area.row, area.col, FACE_PLAIN, _("../　（上一级文件夹）"));
        return;
    }
    const struct file_entry *entry = &state->files.entries[index - 1];
    struct str text = STR_INIT;
    str_add_text(&text, entry->name);
    if (entry->is_folder)
        str_add_byte(&text, '/');
    enum face face = entry->is_folder                ? FACE_HEADING
                     : session_can_read(entry->name) ? FACE_PLAIN
                                                     : FACE_DIM;
    (void)canvas_put_limit(canvas, area.row, area.col, area.cols - 26, face, str_span(&text));
    str_clear(&text);
    if (!entry->is_folder)
        str_add_format(&text, "%lluK  ", (unsigned long long)(entry->size + 1023) / 1024);
    clock_add_friendly(&text, entry->mtime * 1000, clock_now());
    (void)canvas_put_right(canvas, area.row, area.col + area.cols - 1, FACE_DIM, str_span(&text));
    str_release(&text);
}

static void draw_foot(const struct import *state, struct canvas *canvas, struct area foot) {
    int col = foot.col + 2;
    if (state->typed.len == 0) {
        canvas_put_text(canvas, foot.row, col, FACE_DIM,
                        _("Enter 打开   Backspace 上一级   Esc 返回   打字找文件，或粘贴路径"));
        return;
    }
    col += canvas_put_text(canvas, foot.row, col, FACE_DIM,
                           is_path(state) ? _("路径：") : _("查找："));
    int room = foot.col + foot.cols - 1 - col;
    struct span typed = str_span(&state->typed);
    while (canvas_text_columns(canvas, typed) > room) /* its end is where the cursor is */
        (void)utf8_take(&typed);
    col += canvas_put_limit(canvas, foot.row, col, room, FACE_PLAIN, typed);
    canvas_set_cursor(canvas, foot.row, col);
}

static void import_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    (void)shell;
    const struct import *state = self;
    struct area head = area_top(area, 1);
    canvas_fill(canvas, head, FACE_TITLE);
    int col = head.col + 1 +
              canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("导入 · 从文件　"));
    (void)canvas_put_limit(canvas, head.row, col, head.cols - col - 1, FACE_TITLE,
                           span_of(state->folder));
    struct area rows = area_above(area_below(area, 2), 2);
    struct list list = state->list;
    list.page = (size_t)rows.rows;
    list_draw(&list, canvas, rows, state->typed.len == 0, draw_entry, state);
    list_draw_more(&list, canvas, rows, rows.row + rows.rows);
    draw_foot(state, canvas, area_bottom(area, 1));
}

static void go_up(struct shell *shell, struct import *state) {
    char *above = file_path_folder(state->folder);
    open_folder(shell, state, above);
    mem_free(above);
}

static void preview(struct shell *shell, const char *path, struct span bytes) {
    bool asks = convert_program(bytes, path) != NULL;
    shell_push(shell, asks ? &convert_layer : &import_preview_layer,
               &(struct import_source){.name = path, .bytes = bytes});
}

static void read_file(struct shell *shell, struct import *state, const char *path) {
    struct str bytes = STR_INIT;
    struct err err = {0};
    if (session_read_file(shell_session(shell), &bytes, path, session_file_most(path), &err) !=
        RC_OK)
        shell_say_error(shell, &err);
    else if (!review_in_offer(shell, &state->review, path, str_span(&bytes)) &&
             !sheet_in_offer(shell, &state->sheet, path, str_span(&bytes)))
        preview(shell, path, str_span(&bytes));
    str_release(&bytes);
}

static void open_entry(struct shell *shell, struct import *state) {
    if (state->list.selected == 0) {
        go_up(shell, state);
        return;
    }
    const struct file_entry *entry = &state->files.entries[state->list.selected - 1];
    bool is_folder = entry->is_folder;
    char *path = file_path_join(state->folder, entry->name);
    if (is_folder)
        open_folder(shell, state, path);
    else
        read_file(shell, state, path);
    mem_free(path);
}

static void open_path(struct shell *shell, struct import *state) {
    char *path = span_copy(span_trim_space(str_span(&state->typed)));
    if (file_kind_of(path) == FILE_DIRECTORY)
        open_folder(shell, state, path);
    else
        read_file(shell, state, path);
    mem_free(path);
}

static bool type(struct shell *shell, struct import *state, const struct event *event) {
    if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE) {
        add_typed(shell, state, event->text);
        return true;
    }
    if (!event_is_key(event, K_BACKSPACE) || state->typed.len == 0)
        return false;
    str_cut(&state->typed, grapheme_prev(str_span(&state->typed), state->typed.len));
    if (state->typed.len > 0 && !is_path(state))
        find_typed(state);
    return true;
}

static unsigned import_handle(struct shell *shell, void *self, const struct event *event) {
    struct import *state = self;
    bool has_typed = state->typed.len > 0;
    if (type(shell, state, event))
        return HANDLED_YES;
    if (event_is_key(event, K_ESC) && has_typed)
        str_clear(&state->typed);
    else if (event_is_key(event, K_ESC))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (event_is_key(event, K_BACKSPACE))
        go_up(shell, state);
    else if (event_is_key(event, K_ENTER) && is_path(state))
        open_path(shell, state);
    else {
        unsigned handled = list_handle(&state->list, event);
        if (handled != HANDLED_NO)
            str_clear(&state->typed);
        if (handled & HANDLED_CHOSEN)
            open_entry(shell, state);
        return handled;
    }
    return HANDLED_YES;
}

/* The report is opened, and what came of the file is said over it; this layer is gone then. */
static void finish_taking(struct shell *shell, struct import *state, int64_t report,
                          const struct str *came,
                          void (*tell)(struct shell *shell, const struct str *told)) {
    struct str told = STR_INIT;
    const struct go_place place = {.report = report, .section = -1};
    str_set(&told, str_span(came));
    session_set_setting(shell_session(shell), "import_folder", state->folder);
    shell_pop(shell, ANSWER_REVIEWED, &place);
    tell(shell, &told);
    str_release(&told);
}

static void import_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                          const void *value) {
    struct import *state = self;
    str_clear(&state->typed); /* that path was read, or given up: the next one begins anew */
    enum review_came came = review_in_answer(shell, &state->review, answer);
    if (came == REVIEW_IMPORT)
        preview(shell, state->review.path, str_span(&state->review.bytes));
    else if (came == REVIEW_TAKEN)
        finish_taking(shell, state, state->review.report, &state->review.told, review_in_tell);
    if (came != REVIEW_NOT_MINE)
        return;
    if (state->sheet.asked) {
        if (sheet_in_answer(shell, &state->sheet, answer))
            finish_taking(shell, state, state->sheet.report, &state->sheet.told, sheet_in_tell);
        return;
    }
    if (from == &convert_layer && answer == ANSWER_OK)
        shell_push(shell, &import_preview_layer, value);
    if (from != &import_preview_layer || answer != ANSWER_OK)
        return;
    session_set_setting(shell_session(shell), "import_folder", state->folder);
    shell_pop(shell, ANSWER_OK, value);
}

const struct layer_ops import_layer = {
    .name = "import",
    .state_size = sizeof(struct import),
    .enter = import_enter,
    .draw = import_draw,
    .place = WHERE_DIALOG,
    .handle = import_handle,
    .result = import_result,
    .closes = true,
    .leave = import_leave,
};

/* --- 粘贴全文 --- */

struct paste {
    struct str text;
};

static void add_text(struct shell *shell, struct paste *state, struct span text) {
    if (state->text.len + text.n > IMPORT_TEXT_MOST)
        shell_say(shell, _("文字太多，最多32MB"));
    else
        text_clean(&state->text, text, NULL);
}

static void paste_enter(struct shell *shell, void *self, const void *argument) {
    struct paste *state = self;
    str_init(&state->text);
    if (argument != NULL)
        add_text(shell, state, span_of(argument));
}

static void paste_leave(struct shell *shell, void *self) {
    (void)shell;
    str_release(&((struct paste *)self)->text);
}

/* The last lines that fit, cut to the width: enough to see that the paste arrived. */
static void draw_tail(struct canvas *canvas, struct area area, struct span text) {
    size_t start = text.n;
    for (int lines = 0; start > 0 && lines < area.rows;) {
        start--;
        if (text.p[start] == '\n' && ++lines == area.rows)
            start++;
        if (lines == area.rows)
            break;
    }
    struct span rest = span_sub(text, start, text.n), line = SPAN("");
    int row = area.row;
    while (span_take_line(&rest, &line)) {
        int used = canvas_put_limit(canvas, row, area.col, area.cols - 1, FACE_PLAIN, line);
        canvas_set_cursor(canvas, row, area.col + used);
        row++;
    }
}

static void paste_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                       struct area area) {
    (void)shell;
    const struct paste *state = self;
    struct area head = area_top(area, 1);
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("导入 · 粘贴全文"));
    struct str count = STR_INIT;
    str_add_format(&count, _("已收到%zu字 "), utf8_count_ink(str_span(&state->text)));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols, FACE_TITLE, str_span(&count));
    str_release(&count);
    struct area inside = area_inset(area_below(area, 2), 0, 2);
    int used = canvas_put_wrapped(
        canvas, inside, FACE_DIM,
        span_of(
            _("在Word里打开去年的报告，全选（Ctrl-A）、复制（Ctrl-C），回到这里粘贴（Shift-Ins或"
              "右键），然后按Ctrl-D。Esc取消。")));
    draw_tail(canvas, area_below(inside, used + 1), str_span(&state->text));
}

static void finish_paste(struct shell *shell, struct paste *state) {
    if (utf8_count_ink(str_span(&state->text)) == 0) {
        shell_say(shell, _("还没有收到文字；请先粘贴"));
        return;
    }
    shell_push(shell, &import_preview_layer,
               &(struct import_source){.name = "", .bytes = str_span(&state->text)});
}

static unsigned paste_handle(struct shell *shell, void *self, const struct event *event) {
    struct paste *state = self;
    if (event_is_key(event, K_ESC))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (event_is_key(event, K_CTRL('D')))
        finish_paste(shell, state);
    else if (event_is_key(event, K_ENTER))
        str_add_byte(&state->text, '\n');
    else if (event_is_key(event, K_TAB))
        str_add_byte(&state->text, '\t');
    else if (event_is_key(event, K_BACKSPACE) && state->text.len > 0) {
        size_t at = grapheme_prev(str_span(&state->text), state->text.len);
        str_splice(&state->text, at, state->text.len - at, SPAN(""));
    } else if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE) {
        add_text(shell, state, event->text);
    }
    return HANDLED_YES;
}

static void paste_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                         const void *value) {
    (void)self;
    if (from == &import_preview_layer && answer == ANSWER_OK)
        shell_pop(shell, ANSWER_OK, value);
}

const struct layer_ops paste_layer = {
    .name = "paste",
    .state_size = sizeof(struct paste),
    .enter = paste_enter,
    .draw = paste_draw,
    .place = WHERE_DIALOG,
    .handle = paste_handle,
    .result = paste_result,
    .closes = true,
    .leave = paste_leave,
};
