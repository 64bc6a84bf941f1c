#include "ui/screens/key_test.h"

#include "base/lang.h"
#include "base/text/utf8.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/page.h"

#include <stdio.h>

enum { TRIES = 200 };

struct key_test {
    struct page page;
    bool escaped; /* the last key was Esc: a second one leaves */
};

static void key_test_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    (void)argument;
    struct key_test *test = self;
    page_add(
        &test->page, FACE_DIM,
        span_of(_(
            "按任意键，看程序收到了什么。连按两次Esc离开。没有反应的键，是终端或输入法占用了。")));
}

static void key_test_leave(struct shell *shell, void *self) {
    (void)shell;
    page_release(&((struct key_test *)self)->page);
}

static void add_points(struct str *out, struct span text) {
    while (text.n > 0)
        str_add_format(out, " U+%04X", (unsigned)utf8_take(&text));
}

/* The client's setting, as PuTTY names it; NULL where the key does not tell. */
static const char *keyboard_name(enum keyboard keyboard) {
    static const char *const names[] = {
        [KEYBOARD_TILDE] = "ESC[n~", [KEYBOARD_LINUX] = "Linux", [KEYBOARD_XTERM] = "Xterm R6",
        [KEYBOARD_VT100] = "VT100+", [KEYBOARD_SCO] = "SCO",     [KEYBOARD_RXVT] = "rxvt",
    };
    return names[keyboard];
}

/* What arrived, in words. */
static void add_event(struct str *out, const struct event *event, const char *name) {
    if (event->kind == EVENT_KEY)
        str_add_format(out, _("按键 %s"), name[0] != '\0' ? name : _("（没有名称）"));
    else if (event->kind == EVENT_PASTE)
        str_add_format(out, _("粘贴 %zu字"), utf8_count(event->text));
    else if (event->kind == EVENT_BAD)
        str_add_format(out, _("不成字的字节 %02X：终端的编码可能不对"), event->byte);
    else
        str_add_format(out, _("文字 %.*s "), SPAN_ARG(event->text));
    if (event->kind == EVENT_TEXT)
        add_points(out, span_sub(event->text, 0, utf8_offset(event->text, 8)));
}

static unsigned key_test_handle(struct shell *shell, void *self, const struct event *event) {
    struct key_test *test = self;
    char name[SHELL_KEY_NAME];
    struct str text = STR_INIT;
    bool escape = event_is_key(event, K_ESC);
    if (event->kind == EVENT_RESIZE)
        return HANDLED_YES;
    if (escape && test->escaped) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    test->escaped = escape;
    shell_key_name(event, name);
    add_event(&text, event, name);
    enum command_id id = name[0] != '\0' ? keys_find(shell_keys(shell), name, WHERE_WORKBENCH)
                                         : (enum command_id)COMMAND_NONE;
    if (id != COMMAND_NONE)
        str_add_format(&text, _("　工作台里：%s"), _(commands[id].title));
    if (keyboard_name(event->keyboard) != NULL)
        str_add_format(&text, _("　终端的键盘方式：%s"), keyboard_name(event->keyboard));
    if (test->page.count > TRIES)
        page_clear(&test->page);
    page_add(&test->page, FACE_PLAIN, str_span(&text));
    test->page.top = SIZE_MAX; /* the last one stays in sight: page_draw takes what there is */
    str_release(&text);
    return HANDLED_YES;
}

static void key_test_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area) {
    (void)shell;
    const struct key_test *test = self;
    struct area head = area_top(area, 1);
    struct area inside = area_inset(area_below(area, 2), 0, 1);
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("按键测试"));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols - 1, FACE_TITLE,
                           span_of(_("连按两次Esc离开")));
    page_draw(&test->page, canvas, inside, false);
    size_t rows = page_rows(&test->page, canvas, inside.cols), seen = (size_t)inside.rows;
    canvas_set_cursor(canvas, inside.row + (int)(rows < seen ? rows : seen) - 1, inside.col);
}

const struct layer_ops key_test_layer = {
    .name = "key-test",
    .state_size = sizeof(struct key_test),
    .enter = key_test_enter,
    .draw = key_test_draw,
    .place = WHERE_KEYS,
    .handle = key_test_handle,
    .leave = key_test_leave,
};
