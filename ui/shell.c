#include "ui/shell.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "session/idle.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/hints.h"
#include "ui/term/canvas_draw.h"
#include "ui/term/display.h"
#include "ui/term/snapshot.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_ROWS = 16, LEAST_COLS = 60, ROWS_OF_TWO_HINTS = 30 };

/* Columns at the end of the last row that stay blank: some terminals cannot write the corner, and
 * lose a wide character right before it (ui/term/curses_screen.c). */
enum { CORNER_COLS = 2 };

struct layer {
    const struct layer_ops *ops;
    void *state;
    bool unasked; /* came by shell_raise */
};

struct shell {
    struct session *session;
    struct canvas *canvas;
    struct snapshot hints;
    struct keys keys;
    struct display display;
    struct layer *layers;
    size_t count, cap;
    struct layer question; /* that waits, drawn over all layers; ops NULL: none */
    struct str message, clipboard;
    const struct shell_ways *ways;
    bool message_is_error, done, wants_redraw, escape_waits;
    bool unheard;        /* a key came while the window was too small, and did nothing */
    uint64_t generation; /* of the session's report, as the layers know it */
};

static struct layer *top(const struct shell *shell) {
    assert(shell->count > 0);
    return &shell->layers[shell->count - 1];
}

static enum where where_in(const struct layer *layer) {
    return layer->ops->where != NULL ? layer->ops->where(layer->state) : layer->ops->place;
}

struct shell *shell_make(struct session *session, int rows, int cols,
                         enum width_ambiguous ambiguous, const struct shell_ways *ways) {
    struct shell *shell = MEM_NEW(struct shell);
    shell->session = session;
    shell->ways = ways;
    shell->canvas = canvas_new(rows, cols, ambiguous);
    shell->generation = session_generation(session);
    str_init(&shell->message);
    str_init(&shell->clipboard);
    keys_init(&shell->keys);
    return shell;
}

static void drop(struct shell *shell, struct layer layer) {
    if (layer.ops->leave != NULL)
        layer.ops->leave(shell, layer.state);
    mem_free(layer.state);
}

static void drop_top(struct shell *shell) {
    drop(shell, shell->layers[--shell->count]);
}

void shell_free(struct shell *shell) {
    if (shell == NULL)
        return;
    while (shell->count > 0)
        drop_top(shell);
    if (shell->question.ops != NULL)
        drop(shell, shell->question);
    mem_free(shell->layers);
    canvas_free(shell->canvas);
    snapshot_release(&shell->hints);
    str_release(&shell->message);
    str_release(&shell->clipboard);
    keys_release(&shell->keys);
    mem_free(shell);
}

void shell_resize(struct shell *shell, int rows, int cols, enum width_ambiguous ambiguous) {
    canvas_resize(shell->canvas, rows, cols, ambiguous);
}

const struct display *shell_display(const struct shell *shell) {
    return &shell->display;
}

void shell_set_display(struct shell *shell, const struct display *display) {
    shell->display = *display;
    canvas_set_plain(shell->canvas, display->reader);
}

struct session *shell_session(const struct shell *shell) {
    return shell->session;
}

bool shell_is_on_top(const struct shell *shell, const struct layer_ops *ops) {
    return shell->count > 0 && top(shell)->ops == ops;
}

void shell_redraw(struct shell *shell) {
    shell->wants_redraw = true;
}

enum rc shell_read_keys(struct shell *shell, const char *path, struct err *err) {
    return keys_read(&shell->keys, path, err);
}

const struct keys *shell_keys(const struct shell *shell) {
    return &shell->keys;
}

void shell_push(struct shell *shell, const struct layer_ops *ops, const void *argument) {
    MEM_PUSH_ROOM(shell->layers, shell->count, shell->cap);
    void *state = mem_alloc_zero(1, ops->state_size);
    shell->layers[shell->count++] = (struct layer){ops, state, false};
    if (ops->enter != NULL)
        ops->enter(shell, state, argument);
}

void shell_replace(struct shell *shell, const struct layer_ops *ops, const void *argument) {
    drop_top(shell);
    shell_push(shell, ops, argument);
}

void shell_pop(struct shell *shell, int answer, const void *value) {
    assert(shell->count > 0);
    const struct layer from = shell->layers[--shell->count];
    if (!from.unasked && shell->count > 0 && top(shell)->ops->result != NULL)
        top(shell)->ops->result(shell, top(shell)->state, from.ops, answer, value);
    drop(shell, from); /* last: the answer's value may live in it */
}

/* --- a question that nobody asked for --- */

static bool is_too_small(const struct shell *shell) {
    return canvas_rows(shell->canvas) < LEAST_ROWS || canvas_cols(shell->canvas) < LEAST_COLS;
}

bool shell_raise(struct shell *shell, const struct layer_ops *ops, const void *argument) {
    bool stands = shell->question.ops != NULL;
    for (size_t i = 0; i < shell->count; i++)
        stands |= shell->layers[i].unasked;
    if (stands)
        return false;
    shell->question = (struct layer){ops, mem_alloc_zero(1, ops->state_size), true};
    if (ops->enter != NULL)
        ops->enter(shell, shell->question.state, argument);
    return true;
}

bool shell_question_waits(const struct shell *shell) {
    return shell->question.ops != NULL && !is_too_small(shell);
}

void shell_settle(struct shell *shell) {
    if (!shell_question_waits(shell))
        return;
    MEM_PUSH_ROOM(shell->layers, shell->count, shell->cap);
    shell->layers[shell->count++] = shell->question;
    shell->question.ops = NULL;
    str_clear(&shell->message);
    if (top(shell)->ops->refresh != NULL) /* what was typed meanwhile */
        top(shell)->ops->refresh(shell, top(shell)->state);
}

bool shell_has_keys(const struct shell *shell, const void *self) {
    return shell->count > 0 && top(shell)->state == self;
}

/* Typed, and the text it belongs to is right below the top layer. */
static bool is_for_text_below(const struct shell *shell, const struct event *event) {
    return shell->count > 1 && (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE) &&
           (where_in(&shell->layers[shell->count - 2]) & WHERE_EDITOR) != 0;
}

/* What is typed into the text under a question is no answer to it. */
static void let_typing_go_on(struct shell *shell, const struct event *event) {
    if (top(shell)->unasked && is_for_text_below(shell, event))
        shell->question = shell->layers[--shell->count];
}

bool shell_is_done(const struct shell *shell) {
    return shell->done;
}

bool shell_wants_redraw(struct shell *shell) {
    bool wants = shell->wants_redraw;
    shell->wants_redraw = false;
    return wants;
}

bool shell_escape_closes(const struct shell *shell) {
    if (shell->count == 0)
        return false;
    const struct layer *layer = top(shell);
    return layer->ops->closes ||
           (layer->ops->escape_closes != NULL && layer->ops->escape_closes(layer->state));
}

void shell_set_escape_waits(struct shell *shell, bool waits) {
    shell->escape_waits = waits;
}

/* --- what is said --- */

void shell_say(struct shell *shell, const char *format, ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t length = strlen(text);
    while (!utf8_is_valid((struct span){text, length}, NULL)) /* cut in mid-character */
        length--;
    str_set(&shell->message, (struct span){text, length});
    shell->message_is_error = false;
}

void shell_say_error(struct shell *shell, const struct err *err) {
    str_set(&shell->message, span_of(err->text));
    shell->message_is_error = true;
}

void shell_set_clipboard(struct shell *shell, struct span text) {
    str_set(&shell->clipboard, text);
}

struct span shell_clipboard(const struct shell *shell) {
    return str_span(&shell->clipboard);
}

/* --- events --- */

static const char *const key_names[] = {
    [0] = "F1",
    [K_F2 - K_F1] = "F2",
    [K_F3 - K_F1] = "F3",
    [K_F4 - K_F1] = "F4",
    [K_F5 - K_F1] = "F5",
    [K_F6 - K_F1] = "F6",
    [K_F7 - K_F1] = "F7",
    [K_F8 - K_F1] = "F8",
    [K_F9 - K_F1] = "F9",
    [K_F10 - K_F1] = "F10",
    [K_F11 - K_F1] = "F11",
    [K_F12 - K_F1] = "F12",
    [K_UP - K_F1] = "↑",
    [K_DOWN - K_F1] = "↓",
    [K_LEFT - K_F1] = "←",
    [K_RIGHT - K_F1] = "→",
    [K_HOME - K_F1] = "Home",
    [K_END - K_F1] = "End",
    [K_PGUP - K_F1] = "PgUp",
    [K_PGDN - K_F1] = "PgDn",
    [K_INS - K_F1] = "Ins",
    [K_DEL - K_F1] = "Del",
    [K_BACKSPACE - K_F1] = "Backspace",
    [K_ENTER - K_F1] = "Enter",
    [K_TAB - K_F1] = "Tab",
    [K_BACKTAB - K_F1] = "Shift-Tab",
    [K_ESC - K_F1] = "Esc",
};

void shell_key_name(const struct event *event, char name[SHELL_KEY_NAME]) {
    name[0] = '\0';
    int letter = event_letter(event);
    if (letter == ' ')
        (void)snprintf(name, SHELL_KEY_NAME, "Space");
    else if (event->kind == EVENT_TEXT && letter != 0)
        (void)snprintf(name, SHELL_KEY_NAME, "%c",
                       letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
    else if (event->kind == EVENT_TEXT && (span_is(event->text, "+") || span_is(event->text, "-")))
        (void)snprintf(name, SHELL_KEY_NAME, "%c", event->text.p[0]);
    else if (event->kind == EVENT_TEXT && (span_is(event->text, "/") || span_is(event->text, "／")))
        (void)snprintf(name, SHELL_KEY_NAME, "/");
    if (event->kind != EVENT_KEY)
        return;
    if (event->key > 0 && event->key < ' ') {
        (void)snprintf(name, SHELL_KEY_NAME, "Ctrl-%c", event->key + '@');
        return;
    }
    const char *plain = event->key >= K_F1 && (size_t)(event->key - K_F1) < ARRAY_LEN(key_names)
                            ? key_names[event->key - K_F1]
                            : NULL;
    if (plain != NULL)
        (void)snprintf(name, SHELL_KEY_NAME, "%s%s%s%s", event->mods & MOD_CTRL ? "Ctrl-" : "",
                       event->mods & MOD_ALT ? "Alt-" : "", event->mods & MOD_SHIFT ? "Shift-" : "",
                       plain);
}

static enum where where_of(const struct shell *shell) {
    return where_in(top(shell));
}

void shell_quit(struct shell *shell) {
    shell->done = true;
}

bool shell_has_layer(const struct shell *shell, const struct layer_ops *ops) {
    for (size_t i = 0; i < shell->count; i++)
        if (shell->layers[i].ops == ops)
            return true;
    return false;
}

/* Others' changes and undo put new objects where the layers know old ones. */
static void refresh_layers(struct shell *shell) {
    uint64_t generation = session_generation(shell->session);
    if (generation == shell->generation)
        return;
    shell->generation = generation;
    for (size_t i = 0; i < shell->count; i++)
        if (shell->layers[i].ops->refresh != NULL)
            shell->layers[i].ops->refresh(shell, shell->layers[i].state);
}

/* Whatever the clerk was doing. */
static bool tell_loss(struct shell *shell) {
    return shell->count > 0 && !shell->done && shell->ways->tell(shell);
}

static bool run_command(struct shell *shell, enum command_id id) {
    const char *why = command_unavailable(id, (unsigned)where_of(shell), shell->session);
    if (why != NULL) {
        shell_say(shell, _("%s：%s"), _(commands[id].title), why);
        return true;
    }
    struct layer *layer = top(shell);
    bool ran = layer->ops->command != NULL && layer->ops->command(shell, layer->state, id);
    ran = ran || shell->ways->command(shell, id, where_of(shell));
    refresh_layers(shell);
    return ran;
}

void shell_close_and_run(struct shell *shell, enum command_id id) {
    drop_top(shell);
    if (!run_command(shell, id))
        shell_say(shell, _("%s：此处不能用"), _(commands[id].title));
}

/* A click on a hint is its command; the wheel is some arrows. True: the event is dealt with. */
static bool handle_mouse(struct shell *shell, const struct event *event) {
    enum { WHEEL_ROWS = 3 };
    bool wheel = event->button == MOUSE_WHEEL_UP || event->button == MOUSE_WHEEL_DOWN;
    struct event arrow = {.kind = EVENT_KEY,
                          .key = event->button == MOUSE_WHEEL_UP ? K_UP : K_DOWN};
    for (int i = 0; wheel && i < WHEEL_ROWS; i++)
        shell_handle(shell, &arrow);
    struct area hints = area_below(canvas_area(shell->canvas), shell_area(shell).rows);
    if (wheel || event->button != MOUSE_PRESS || !area_has(hints, event->row, event->col))
        return wheel;
    enum command_id id = hints_at(shell->canvas, hints, &shell->keys, (unsigned)where_of(shell),
                                  event->row, event->col);
    if (id != COMMAND_NONE)
        (void)run_command(shell, id);
    return true;
}

/* Nobody took the event: why, in words. What is a command elsewhere says where. */
static void say_unused(struct shell *shell, const struct event *event, const char *name,
                       enum where where) {
    bool control = event->kind == EVENT_KEY && event->key <= K_F12;
    unsigned among = control ? WHERE_ANY : (where & WHERE_IMPORT) != 0 ? WHERE_IMPORT_ANY : 0;
    enum command_id id = keys_find(&shell->keys, name, among);
    const char *why =
        id != COMMAND_NONE ? command_unavailable(id, (unsigned)where, shell->session) : NULL;
    bool is_word = event->kind == EVENT_TEXT && event->text.n > 0 &&
                   (name[0] == '\0' || (unsigned char)event->text.p[0] >= 0x80);
    if (why != NULL)
        shell_say(shell, _("%s：%s"), _(commands[id].title), why);
    else if (is_word) /* of an input method */
        shell_say(shell, _("请按Shift切到英文，或用方向键和Enter"));
    else if (event->kind == EVENT_PASTE)
        shell_say(shell, _("这里不能粘贴；要先到正文，或到填写的地方"));
    else if (event->kind == EVENT_BAD)
        shell_say(shell, _("收到不成字的字节%02X，请检查终端的编码设置"), event->byte);
    else if (event_is_key(event, K_CTRL('A')) && (where & WHERE_EDITOR) != 0)
        shell_say(shell, _("选择：按住Shift再按方向键；连按四次Ctrl-^（Ctrl-6）全选这一节"));
    else if (event_is_key(event, K_F11)) /* PuTTY has no other code for the key test's */
        shell_say(shell, _("收到F11（PuTTY按Shift-F1也是）；按键测试请按F9，在“帮助”里选"));
    else if (name[0] != '\0' && !event_is_key(event, K_ESC))
        shell_say(shell, _("此处没有%s这个操作；按F1看帮助"), name);
}

/* Nothing is seen of what a key would do: it does nothing and that is said, but leaving goes. */
static void handle_unseen(struct shell *shell, const struct event *event) {
    char name[SHELL_KEY_NAME];
    if (event->kind == EVENT_MOUSE)
        return;
    shell_key_name(event, name);
    bool leaves =
        event->kind == EVENT_KEY && keys_find(&shell->keys, name, WHERE_ANY) == COMMAND_QUIT;
    shell->unheard = !leaves || !run_command(shell, COMMAND_QUIT);
}

void shell_handle(struct shell *shell, const struct event *event) {
    if (event->kind == EVENT_NONE || shell->count == 0)
        return;
    if (is_too_small(shell)) {
        handle_unseen(shell, event);
        return;
    }
    shell->unheard = false;
    if (event->kind == EVENT_MOUSE && event->button == MOUSE_RELEASE)
        return;
    str_clear(&shell->message);
    let_typing_go_on(shell, event);
    if (event->kind == EVENT_MOUSE && handle_mouse(shell, event))
        return;
    char name[SHELL_KEY_NAME];
    shell_key_name(event, name);
    enum where where = where_of(shell);
    bool letter = event->kind == EVENT_TEXT && (where & WHERE_TYPED) != 0;
    enum command_id id =
        name[0] == '\0' || letter ? COMMAND_NONE : keys_find(&shell->keys, name, where);
    if (id != COMMAND_NONE && run_command(shell, id))
        return;
    struct layer *layer = top(shell);
    if (layer->ops->lets_type && is_for_text_below(shell, event))
        layer--;
    unsigned handled = layer->ops->handle != NULL ? layer->ops->handle(shell, layer->state, event)
                                                  : (unsigned)HANDLED_NO;
    if (handled == HANDLED_NO && shell->message.len == 0)
        say_unused(shell, event, name, where);
    refresh_layers(shell);
    (void)tell_loss(shell);
}

bool shell_idle(struct shell *shell, int64_t *next_in) {
    bool rested = false;
    int64_t again_in = -1;
    for (size_t i = 0; i < shell->count; i++)
        if (shell->layers[i].ops->rest != NULL)
            rested |= shell->layers[i].ops->rest(shell, shell->layers[i].state, &again_in);
    bool worked = shell->count > 0 && top(shell)->ops->work != NULL &&
                  top(shell)->ops->work(shell, top(shell)->state);
    bool changed = session_idle(shell->session, next_in);
    refresh_layers(shell);
    if (again_in >= 0 && (*next_in < 0 || again_in < *next_in))
        *next_in = again_in;
    if (worked)
        *next_in = 0;
    return changed | worked | rested | tell_loss(shell);
}

/* --- drawing --- */

const struct canvas *shell_canvas(const struct shell *shell) {
    return shell->canvas;
}

struct area shell_area(const struct shell *shell) {
    struct area all = canvas_area(shell->canvas);
    return area_above(all, all.rows >= ROWS_OF_TWO_HINTS ? 2 : 1);
}

static void draw_message(const struct shell *shell, struct area hints) {
    if (shell->message.len == 0 || shell->escape_waits) /* the hints show Esc- */
        return;
    enum face face = shell->message_is_error ? FACE_ERROR : FACE_HEADING;
    struct span text = str_span(&shell->message);
    int cols = hints.cols - 1 - CORNER_COLS;
    int rows = canvas_wrapped_rows(shell->canvas, cols, text);
    if (rows > 4)
        rows = 4;
    struct area area = {hints.row + hints.rows - rows, hints.col, rows, hints.cols};
    canvas_fill(shell->canvas, area, FACE_PLAIN);
    area.col++;
    area.cols = cols;
    (void)canvas_put_wrapped(shell->canvas, area, face, text);
}

static void draw_too_small(const struct shell *shell) {
    struct area all = canvas_area(shell->canvas);
    const char *words = shell->unheard
                            ? _("刚才按的键没有起作用：窗口太小，请调到60列×16行以上；F10退出")
                            : _("窗口太小，请调到60列×16行以上");
    for (size_t i = 0; i < shell->count; i++)
        if (shell->layers[i].ops->unseen != NULL)
            words = _(shell->layers[i].ops->unseen);
    (void)canvas_put_wrapped(shell->canvas, all, FACE_PLAIN, span_of(words));
    canvas_set_cursor(shell->canvas, 0, 0);
}

/* The cursor stays where the keys go. */
static void draw_question(const struct shell *shell, struct area inside) {
    int row = 0, col = 0;
    bool shown = canvas_cursor(shell->canvas, &row, &col);
    shell->question.ops->draw(shell, shell->question.state, shell->canvas, inside);
    if (shown)
        canvas_set_cursor(shell->canvas, row, col);
}

static void draw_hints(const struct shell *shell, const void *self, struct canvas *canvas,
                       struct area area) {
    (void)self;
    const char *hint = top(shell)->ops->hint;
    hints_draw(canvas, area, &shell->keys, (unsigned)where_of(shell), shell->escape_waits);
    if (hint != NULL)
        (void)canvas_put_right(canvas, area.row, area.col + area.cols - CORNER_COLS, FACE_HINT,
                               span_of(_(hint)));
}

const struct canvas *shell_draw(struct shell *shell) {
    canvas_clear(shell->canvas);
    if (is_too_small(shell) || shell->count == 0) {
        draw_too_small(shell);
        return shell->canvas;
    }
    struct area inside = shell_area(shell);
    struct area hints = area_below(canvas_area(shell->canvas), inside.rows);
    size_t first = shell->count - 1;
    while (first > 0 && shell->layers[first].ops->is_dialog && !shell->display.reader)
        first--;
    for (size_t i = first; i < shell->count; i++) {
        const struct layer_ops *ops = shell->layers[i].ops;
        if (i > first && !ops->lets_type) /* what lies behind a dialog steps back */
            canvas_set_face(shell->canvas, inside, FACE_DIM);
        ops->draw(shell, shell->layers[i].state, shell->canvas, inside);
    }
    if (shell->question.ops != NULL)
        draw_question(shell, inside);
    snapshot_draw(&shell->hints,
                  (struct snapshot_inputs){
                      {where_of(shell), shell->escape_waits, (uintptr_t)top(shell)->ops->hint}},
                  draw_hints, shell, NULL, shell->canvas, hints);
    draw_message(shell, hints);
    return shell->canvas;
}
