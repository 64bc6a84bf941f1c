#include "ui/screens/replace.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/section.h"
#include "session/opened.h"
#include "session/replace.h"
#include "session/report.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/list.h"

enum part { PART_WHAT, PART_BY, PART_SCOPE, PART_LIST, PART_BUTTONS, PART_COUNT };
enum { AROUND = 12 }; /* points shown before a place */

struct replace {
    enum part focus;
    struct field what, by;
    bool fresh; /* the word to look for was taken along: typing replaces it */
    struct choice scope, buttons;
    const char *scopes[2], *labels[2];
    int64_t section; /* 这一节 */
    struct find_places places;
    bool *chosen; /* one for each place */
    size_t chosen_cap;
    struct list list;
    struct str trouble;
};

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

static void search(struct shell *shell, struct replace *state) {
    int64_t section = state->scope.selected == 0 ? FIND_EVERYWHERE : state->section;
    find_all(&state->places, report_of(shell), section, field_text(&state->what));
    size_t count = state->places.count;
    state->chosen = mem_grow(state->chosen, &state->chosen_cap, count, sizeof *state->chosen);
    for (size_t i = 0; i < count; i++)
        state->chosen[i] = true;
    list_set_count(&state->list, count);
    list_select(&state->list, 0);
    str_clear(&state->trouble);
}

static size_t count_chosen(const struct replace *state) {
    size_t chosen = 0;
    for (size_t i = 0; i < state->places.count; i++)
        chosen += state->chosen[i];
    return chosen;
}

static void replace_enter(struct shell *shell, void *self, const void *argument) {
    struct replace *state = self;
    const struct replace_argument *what = argument;
    field_init(&state->what, what->what);
    field_init(&state->by, SPAN(""));
    str_init(&state->trouble);
    state->section = what->section;
    state->scopes[0] = _("整份报告");
    state->scopes[1] = _("这一节");
    state->scope = (struct choice){.labels = state->scopes, .count = 2};
    state->labels[0] = _("替换所选");
    state->labels[1] = _("取消");
    state->buttons = (struct choice){.labels = state->labels, .count = 2};
    state->fresh = what->what.n > 0;
    state->focus = PART_WHAT;
    search(shell, state);
}

static void replace_leave(struct shell *shell, void *self) {
    (void)shell;
    struct replace *state = self;
    field_release(&state->what);
    field_release(&state->by);
    str_release(&state->trouble);
    find_places_release(&state->places);
    mem_free(state->chosen);
}

/* Others' changes came in: what was chosen is looked for anew. */
static void replace_refresh(struct shell *shell, void *self) {
    struct replace *state = self;
    if (report_find_id(report_of(shell), state->section) == NULL) {
        state->scope.selected = 0;
        state->section = SECTION_FRONT_ID;
    }
    search(shell, state);
}

/* --- drawing --- */

struct row_context {
    const struct report *report;
    const struct replace *state;
};

static void add_name(struct str *out, const struct section *section) {
    if (section->parent == NULL) {
        str_add_text(out, _("标题前的文字"));
        return;
    }
    section_add_label(out, section);
    str_add_text(out, section->heading);
}

/* The line that a place stands in, as text before it, the place, and behind it. */
static void split(const struct section *section, const struct find_place *place,
                  struct span parts[3]) {
    struct span line = span_of(section->heading);
    size_t column = place->offset;
    if (!place->in_heading) {
        struct body_place at = body_place_of(&section->body, place->offset);
        line = str_span(&section->body.lines[at.line].text);
        column = at.column;
    }
    size_t from = utf8_offset(line, column), to = utf8_offset(line, column + place->length);
    size_t shown = utf8_offset(line, column > AROUND ? column - AROUND : 0);
    parts[0] = span_sub(line, shown, from);
    parts[1] = span_sub(line, from, to);
    parts[2] = span_sub(line, to, line.n);
}

/* [x] （二）党建引领   …学习研讨会[8次→9次]，开展… */
static void draw_place(struct canvas *canvas, struct area area, size_t index, bool selected,
                       const void *context) {
    (void)selected;
    const struct row_context *row = context;
    const struct find_place *place = &row->state->places.items[index];
    const struct section *section = report_find_id(row->report, place->section);
    struct span parts[3];
    struct str name = STR_INIT;
    int end = area.col + area.cols, width = area.cols / 4, col = area.col;
    add_name(&name, section);
    split(section, place, parts);
    col += canvas_put_text(canvas, area.row, col, FACE_PLAIN,
                           row->state->chosen[index] ? "[x] " : "[ ] ");
    (void)canvas_put_limit(canvas, area.row, col, width, FACE_DIM, str_span(&name));
    col += width + 1;
    if (place->in_heading)
        col += canvas_put_text(canvas, area.row, col, FACE_DIM, _("（标题）"));
    col += canvas_put_cut(canvas, area.row, col, end - col, FACE_PLAIN, parts[0]);
    col += canvas_put_cut(canvas, area.row, col, end - col, FACE_PLAIN, SPAN("["));
    col += canvas_put_cut(canvas, area.row, col, end - col, FACE_CARRIED, parts[1]);
    col += canvas_put_cut(canvas, area.row, col, end - col, FACE_PLAIN, span_of(_("→")));
    col +=
        canvas_put_cut(canvas, area.row, col, end - col, FACE_HEADING, field_text(&row->state->by));
    col += canvas_put_cut(canvas, area.row, col, end - col, FACE_PLAIN, SPAN("]"));
    if (col < end)
        (void)canvas_put_limit(canvas, area.row, col, end - col, FACE_PLAIN, parts[2]);
    str_release(&name);
}

static void draw_form(const struct replace *state, struct canvas *canvas, struct area area) {
    static const char *const labels[] = {N_("查找"), N_("改为"), N_("范围")};
    int col = area.col + 10;
    for (int i = 0; i <= PART_SCOPE; i++) {
        bool focus = (int)state->focus == i;
        canvas_put_text(canvas, area.row + i, area.col + 2, focus ? FACE_HEADING : FACE_PLAIN,
                        _(labels[i]));
        if (focus)
            canvas_put_text(canvas, area.row + i, area.col, FACE_PLAIN, ">");
    }
    field_draw(&state->what, canvas, area.row, col, area.cols - 12, state->focus == PART_WHAT);
    int wide = canvas_text_columns(canvas, field_text(&state->what));
    if (state->fresh && state->focus == PART_WHAT)
        canvas_set_face(
            canvas, (struct area){area.row, col, 1, wide < area.cols - 12 ? wide : area.cols - 12},
            FACE_SELECTION);
    field_draw(&state->by, canvas, area.row + 1, col, area.cols - 12, state->focus == PART_BY);
    (void)radio_draw(&state->scope, canvas, area.row + 2, col, area.cols - 12,
                     state->focus == PART_SCOPE);
}

static void draw_list(const struct shell *shell, const struct replace *state, struct canvas *canvas,
                      struct area area) {
    struct row_context context = {report_of(shell), state};
    bool focus = state->focus == PART_LIST;
    if (state->places.count == 0) {
        canvas_put_text(canvas, area.row, area.col + 2, FACE_DIM,
                        field_text(&state->what).n > 0 ? _("没有找到") : _("请写要查找的文字"));
        if (focus)
            canvas_set_cursor(canvas, area.row, area.col);
        return;
    }
    struct list list = state->list;
    list.page = (size_t)area.rows;
    list_draw(&list, canvas, area, focus, draw_place, &context);
    if (!focus)
        list_clear_mark(&list, canvas, area);
}

static void replace_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    static const char *const hints[] = {
        [PART_WHAT] = N_("全角半角、大小写不分   Tab 下一项   Esc 返回"),
        [PART_BY] = N_("空着就是删去   Tab 下一项   Esc 返回"),
        [PART_SCOPE] = N_("←→ 选择   Tab 下一项   Esc 返回"),
        [PART_LIST] = N_("空格 选择   A 全选或全不选   Tab 到“替换所选”   Esc 返回"),
        [PART_BUTTONS] = N_("Enter 替换所选（可一次撤销）   Esc 返回")};
    const struct replace *state = self;
    struct area head = area_top(area, 1), foot = area_bottom(area, 1);
    struct str counts = STR_INIT;
    str_add_format(&counts, _("共%zu处，已选%zu处 "), state->places.count, count_chosen(state));
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("替换"));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols, FACE_TITLE, str_span(&counts));
    str_release(&counts);
    struct area inside = area_above(area_below(area, 2), 1);
    draw_form(state, canvas, area_top(inside, 3));
    struct area buttons = area_bottom(inside, 1);
    draw_list(shell, state, canvas, area_above(area_below(inside, 4), 2));
    buttons_draw(&state->buttons, canvas, buttons, buttons.row, state->focus == PART_BUTTONS);
    bool trouble = state->trouble.len > 0;
    (void)canvas_put_limit(canvas, foot.row, foot.col + 2, foot.cols - 3,
                           trouble ? FACE_ERROR : FACE_DIM,
                           trouble ? str_span(&state->trouble) : span_of(_(hints[state->focus])));
}

/* --- doing --- */

static void replace_chosen(struct shell *shell, struct replace *state) {
    struct session_replace how = {
        .section = state->scope.selected == 0 ? FIND_EVERYWHERE : state->section,
        .what = field_text(&state->what),
        .by = field_text(&state->by),
        .chosen = state->chosen,
        .count = state->places.count,
    };
    size_t replaced = 0;
    struct err err = {0};
    if (count_chosen(state) == 0) {
        str_set(&state->trouble, span_of(_("没有选中任何一处")));
    } else if (session_replace(shell_session(shell), &how, &replaced, &err) != RC_OK) {
        search(shell, state);
        str_set(&state->trouble, span_of(err.text));
    } else {
        shell_pop(shell, ANSWER_OK, NULL);
        shell_say(shell, _("已替换%zu处；Ctrl-Z一次撤销"), replaced);
    }
}

static void choose(struct replace *state, bool all) {
    if (state->places.count == 0)
        return;
    bool value =
        all ? count_chosen(state) < state->places.count : !state->chosen[state->list.selected];
    for (size_t i = 0; i < state->places.count; i++)
        if (all || i == state->list.selected)
            state->chosen[i] = value;
}

static unsigned handle_list(struct replace *state, const struct event *event) {
    int letter = event_letter(event);
    if (letter == ' ' || letter == 'a') {
        choose(state, letter == 'a');
        return HANDLED_YES;
    }
    unsigned handled = list_handle(&state->list, event);
    if (handled & HANDLED_CHOSEN)
        state->focus = PART_BUTTONS;
    return handled;
}

static unsigned handle_what(struct replace *state, const struct event *event) {
    bool types = event->kind == EVENT_TEXT || event->kind == EVENT_PASTE;
    if (state->fresh && types)
        field_set(&state->what, SPAN(""));
    unsigned handled = field_handle(&state->what, event);
    if (handled != HANDLED_NO)
        state->fresh = false;
    return handled;
}

static unsigned handle_part(struct shell *shell, struct replace *state, const struct event *event) {
    unsigned handled = HANDLED_NO;
    if (state->focus == PART_LIST)
        return handle_list(state, event);
    if (state->focus == PART_WHAT)
        handled = handle_what(state, event);
    else if (state->focus == PART_BY)
        handled = field_handle(&state->by, event);
    else if (state->focus == PART_SCOPE)
        handled = radio_handle(&state->scope, event);
    else
        handled = buttons_handle(&state->buttons, event);
    if ((handled & HANDLED_CHANGED) && state->focus != PART_BY && state->focus != PART_BUTTONS)
        search(shell, state);
    if ((handled & HANDLED_CHOSEN) && state->buttons.selected == 0)
        replace_chosen(shell, state);
    else if (handled & HANDLED_CHOSEN)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    return handled;
}

static unsigned replace_handle(struct shell *shell, void *self, const struct event *event) {
    struct replace *state = self;
    bool in_form = state->focus < PART_LIST;
    bool next = event_is_key(event, K_TAB) ||
                (in_form && (event_is_key(event, K_ENTER) || event_is_key(event, K_DOWN)));
    bool top = state->focus != PART_LIST || state->list.selected == 0;
    bool back = event_is_key(event, K_BACKTAB) || (top && event_is_key(event, K_UP));
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL); /* the state is gone */
        return HANDLED_YES;
    }
    if (next)
        state->focus = (enum part)((state->focus + 1) % PART_COUNT);
    else if (back)
        state->focus = (enum part)((state->focus + PART_COUNT - 1) % PART_COUNT);
    else
        return handle_part(shell, state, event);
    str_clear(&state->trouble);
    return HANDLED_YES;
}

const struct layer_ops replace_layer = {
    .name = "replace",
    .state_size = sizeof(struct replace),
    .enter = replace_enter,
    .draw = replace_draw,
    .place = WHERE_DIALOG,
    .handle = replace_handle,
    .closes = true,
    .refresh = replace_refresh,
    .leave = replace_leave,
};
