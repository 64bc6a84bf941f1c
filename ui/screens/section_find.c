#include "ui/screens/section_find.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/pinyin.h"
#include "model/answer_text.h"
#include "model/section.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/shell.h"
#include "ui/widget/pick.h"

enum { TYPED_MOST = 40 };

struct section_find {
    struct pick pick;
    int64_t *found;
    size_t cap;
};

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

static bool fits(const struct section *section, struct span typed) {
    struct str path = STR_INIT, heading = STR_INIT;
    section_add_path(&path, section);
    section_add_label(&heading, section);
    str_add_text(&heading, section->heading);
    bool fits = span_starts_with(str_span(&path), typed) ||
                span_find(str_span(&heading), typed) != SIZE_MAX ||
                pinyin_find(span_of(section->heading), typed) != SIZE_MAX;
    str_release(&path);
    str_release(&heading);
    return fits;
}

static void find(struct shell *shell, struct section_find *state) {
    const struct report *report = report_of(shell);
    struct span typed = span_trim(field_text(&state->pick.field));
    size_t count = 0;
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at)) {
        if (!fits(at, typed))
            continue;
        MEM_PUSH_ROOM(state->found, count, state->cap);
        state->found[count++] = at->id;
    }
    pick_found(&state->pick, count);
}

static void section_find_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct section_find *state = self;
    pick_init(&state->pick, TYPED_MOST);
    find(shell, state);
}

static void section_find_leave(struct shell *shell, void *self) {
    (void)shell;
    struct section_find *state = self;
    pick_release(&state->pick);
    mem_free(state->found);
}

struct row_context {
    const struct shell *shell;
    const struct section_find *state;
};

static void draw_section(struct canvas *canvas, struct area area, size_t index, bool selected,
                         const void *context) {
    (void)selected;
    const struct row_context *of = context;
    const struct section *section = report_find_id(report_of(of->shell), of->state->found[index]);
    struct str text = STR_INIT;
    if (section == NULL)
        return;
    section_add_path(&text, section);
    (void)canvas_put(canvas, area.row, area.col, FACE_KEY, str_span(&text));
    str_clear(&text);
    section_add_label(&text, section);
    report_add_answered(&text, report_of(of->shell), span_of(section->heading));
    (void)canvas_put_limit(canvas, area.row, area.col + 8, area.cols - 8, FACE_PLAIN,
                           str_span(&text));
    str_release(&text);
}

static void section_find_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                              struct area area) {
    const struct section_find *state = self;
    struct row_context context = {shell, state};
    pick_draw_dialog(&state->pick, canvas, area, _("按标题找一节"), _("没有这样的标题"),
                     _("输入标题中的字、拼音首字母或序号（2.1.3）  Enter去"), draw_section,
                     &context);
}

static unsigned section_find_handle(struct shell *shell, void *self, const struct event *event) {
    struct section_find *state = self;
    unsigned handled = pick_handle(&state->pick, event);
    if (handled & HANDLED_CANCEL)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (handled & HANDLED_CHOSEN)
        shell_pop(shell, ANSWER_OK, &(int64_t){state->found[state->pick.list.selected]});
    else if (handled & HANDLED_CHANGED)
        find(shell, state);
    return handled;
}

static void section_find_refresh(struct shell *shell, void *self) {
    find(shell, self);
}

const struct layer_ops section_find_layer = {
    .name = "section-find",
    .state_size = sizeof(struct section_find),
    .is_dialog = true,
    .enter = section_find_enter,
    .draw = section_find_draw,
    .place = WHERE_DIALOG,
    .handle = section_find_handle,
    .closes = true,
    .refresh = section_find_refresh,
    .leave = section_find_leave,
};
