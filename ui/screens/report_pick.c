#include "ui/screens/report_pick.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/pinyin.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/pick.h"

#include <string.h>

enum { TYPED_MOST = 40 };

struct report_pick {
    struct pick pick;
    struct library_rows reports;
    size_t *found; /* of reports; count: 去年的文件, count + 1: none */
    size_t cap;
};

static bool has(struct span name, struct span typed) {
    return span_find(name, typed) != SIZE_MAX || pinyin_find(name, typed) != SIZE_MAX;
}

static bool fits(const struct library_row *report, struct span typed) {
    struct str year = STR_INIT;
    str_add_format(&year, "%d", report->year);
    bool fits = has(span_of(report->unit), typed) || has(library_row_name(report), typed) ||
                span_starts_with(str_span(&year), typed);
    str_release(&year);
    return fits;
}

static void add_found(struct report_pick *state, size_t *count, size_t index) {
    MEM_PUSH_ROOM(state->found, *count, state->cap);
    state->found[(*count)++] = index;
}

/* The rows that are no report stay: whoever finds none can go on from here. */
static void find(struct report_pick *state) {
    struct span typed = span_trim(field_text(&state->pick.field));
    size_t count = 0;
    for (size_t i = 0; i < state->reports.count; i++)
        if (fits(&state->reports.items[i], typed))
            add_found(state, &count, i);
    add_found(state, &count, state->reports.count);
    add_found(state, &count, state->reports.count + 1);
    pick_found(&state->pick, count);
}

/* argument: what was already typed (const struct span *) */
static void report_pick_enter(struct shell *shell, void *self, const void *argument) {
    struct report_pick *state = self;
    struct err err = {0};
    pick_init(&state->pick, TYPED_MOST);
    field_set(&state->pick.field, *(const struct span *)argument);
    if (session_list(shell_session(shell), false, &state->reports, &err) != RC_OK)
        shell_say_error(shell, &err);
    find(state);
}

static void report_pick_leave(struct shell *shell, void *self) {
    (void)shell;
    struct report_pick *state = self;
    pick_release(&state->pick);
    library_rows_release(&state->reports);
    mem_free(state->found);
}

static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    enum { YEAR_COLS = 8 };
    const struct report_pick *state = context;
    size_t at = state->found[index];
    if (at >= state->reports.count) {
        (void)canvas_put_limit(
            canvas, area.row, area.col, area.cols, FACE_DIALOG,
            span_of(at == state->reports.count ? _("去年的文件…") : _("不续编，从空白开始")));
        return;
    }
    const struct library_row *report = &state->reports.items[at];
    if (report->year != 0)
        canvas_put_format(canvas, area.row, area.col, FACE_KEY, "%d", report->year);
    (void)canvas_put_limit(canvas, area.row, area.col + YEAR_COLS, area.cols - YEAR_COLS,
                           FACE_DIALOG, library_row_name(report));
}

static void report_pick_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                             struct area area) {
    (void)shell;
    const struct report_pick *state = self;
    pick_draw_dialog(&state->pick, canvas, area, _("从哪份报告续编"), "",
                     _("输入单位中的字、拼音首字母或年度  Enter选定"), draw_row, state);
}

static unsigned report_pick_handle(struct shell *shell, void *self, const struct event *event) {
    struct report_pick *state = self;
    unsigned handled = pick_handle(&state->pick, event);
    if (handled & HANDLED_CANCEL) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (handled & HANDLED_CHOSEN) {
        size_t at = state->found[state->pick.list.selected], count = state->reports.count;
        int64_t answer = at < count    ? state->reports.items[at].id
                         : at == count ? PICKED_FILE
                                       : PICKED_NONE;
        shell_pop(shell, ANSWER_OK, &answer);
    } else if (handled & HANDLED_CHANGED) {
        find(state);
    }
    return handled;
}

const struct layer_ops report_pick_layer = {
    .name = "report-pick",
    .state_size = sizeof(struct report_pick),
    .is_dialog = true,
    .enter = report_pick_enter,
    .draw = report_pick_draw,
    .place = WHERE_DIALOG,
    .handle = report_pick_handle,
    .closes = true,
    .leave = report_pick_leave,
};
