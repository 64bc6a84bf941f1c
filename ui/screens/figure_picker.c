#include "ui/screens/figure_picker.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/pinyin.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/screens/dialogs.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/dialog.h"
#include "ui/widget/field.h"
#include "ui/widget/list.h"

#include <string.h>

enum { PICKER_COLS = 60, PICKER_ROWS = 14, PICKER_MOST = 40 };

struct picker {
    const struct report *report; /* the session's */
    struct figures *figures;
    const struct template_section *section; /* whose figures stand first */
    struct field field;
    size_t *found; /* indexes */
    struct list list;
};

/* --- finding --- */

static bool is_found(const struct picker *picker, size_t index) {
    const struct template_figure *figure = &picker->report->template->figures[index];
    struct span words = span_trim(field_text(&picker->field));
    return figures_is_relevant(picker->figures, figure) &&
           (words.n == 0 || span_find(span_of(figure->label), words) != SIZE_MAX ||
            pinyin_find(span_of(figure->label), words) != SIZE_MAX ||
            span_find(span_of(figure->name), words) != SIZE_MAX);
}

static void add_found(struct picker *picker, bool here) {
    const struct template *template = picker->report->template;
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_section *section =
            template_figure_section(template, &template->figures[i]);
        bool is_here = section != NULL && section == picker->section;
        if (is_here == here && is_found(picker, i))
            picker->found[picker->list.count++] = i;
    }
}

static void find(struct picker *picker) {
    picker->list = (struct list){0};
    add_found(picker, true);
    add_found(picker, false);
}

static void take_report(struct shell *shell, struct picker *picker, const char *section) {
    picker->report = session_report(shell_session(shell));
    const struct template *template = picker->report->template;
    picker->figures = figures_new(picker->report);
    picker->found = mem_grow(NULL, &(size_t){0}, template->figure_count, sizeof *picker->found);
    picker->section = section != NULL ? template_find_section(template, span_of(section)) : NULL;
    find(picker);
}

static void release(struct picker *picker) {
    figures_free(picker->figures);
    mem_free(picker->found);
}

/* argument: the id of the section where it will stand. The template has figures. */
static void picker_enter(struct shell *shell, void *self, const void *argument) {
    struct picker *picker = self;
    const struct section *section =
        report_find_id(session_report(shell_session(shell)), *(const int64_t *)argument);
    field_init(&picker->field, SPAN(""));
    picker->field.most = PICKER_MOST;
    take_report(shell, picker, section != NULL ? section->name : NULL);
}

static void picker_leave(struct shell *shell, void *self) {
    (void)shell;
    struct picker *picker = self;
    release(picker);
    field_release(&picker->field);
}

/* The report may be another object: what is found is found anew. */
static void picker_refresh(struct shell *shell, void *self) {
    struct picker *picker = self;
    size_t selected = picker->list.selected;
    release(picker);
    take_report(shell, picker, NULL);
    list_select(&picker->list, selected);
}

/* --- drawing --- */

static void draw_figure(struct canvas *canvas, struct area area, size_t index, bool selected,
                        const void *context) {
    (void)selected;
    const struct picker *picker = context;
    const struct template_figure *figure = &picker->report->template->figures[picker->found[index]];
    struct str value = STR_INIT;
    if (!figures_add_text(picker->figures, &value, figure, FIGURE_VALUE))
        str_add_text(&value, _("未填"));
    int end =
        canvas_put_right(canvas, area.row, area.col + area.cols, FACE_DIALOG, str_span(&value));
    (void)canvas_put_limit(canvas, area.row, area.col, end - area.col - 1, FACE_DIALOG,
                           span_of(figure->label));
    str_release(&value);
}

static void picker_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    (void)shell;
    const struct picker *picker = self;
    int cols = area.cols - 6 < PICKER_COLS ? area.cols - 6 : PICKER_COLS;
    int rows = area.rows - 4 < PICKER_ROWS ? area.rows - 4 : PICKER_ROWS;
    struct area in = dialog_frame(canvas, area, rows, cols, span_of(_("插入数据")));
    struct area list = area_above(area_below(in, 1), 1);
    if (picker->list.count == 0)
        canvas_put_text(canvas, list.row, list.col + 1, FACE_DIM, _("没有这样的数据"));
    list_draw(&picker->list, canvas, list, false, draw_figure, picker);
    size_t row = picker->list.selected - list_top(&picker->list, list.rows);
    if (picker->list.count > 0)
        canvas_set_face(canvas, (struct area){list.row + (int)row, list.col, 1, list.cols},
                        FACE_SELECTED);
    canvas_put_text(canvas, in.row + in.rows - 1, in.col, FACE_DIM,
                    _("输入几个字查找  ↑↓选择  Enter插入  Esc取消"));
    int label = canvas_put_text(canvas, in.row, in.col, FACE_DIALOG, "> ");
    field_draw(&picker->field, canvas, in.row, in.col + label, in.cols - label, true);
}

/* --- choosing --- */

static const char *const suffixes[] = {[FIGURE_VALUE] = "",
                                       [FIGURE_PRIOR] = ".prior",
                                       [FIGURE_CHANGE] = ".change",
                                       [FIGURE_DIRECTION] = ".direction"};

static void answer(struct shell *shell, const struct picker *picker, enum figure_form form) {
    const struct template_figure *figure =
        &picker->report->template->figures[picker->found[picker->list.selected]];
    struct str token = STR_INIT;
    str_add_format(&token, "${%s%s}", figure->name, suffixes[form]);
    shell_pop(shell, ANSWER_OK, token.s);
    str_release(&token);
}

static void add_form(struct str *out, const struct picker *picker,
                     const struct template_figure *figure, enum figure_form form) {
    static const char *const titles[] = {[FIGURE_VALUE] = N_("今年的值："),
                                         [FIGURE_PRIOR] = N_("上年的值："),
                                         [FIGURE_CHANGE] = N_("变化率："),
                                         [FIGURE_DIRECTION] = N_("增长或下降：")};
    bool in_points = form == FIGURE_CHANGE && figure_is_rate(figure);
    str_add_text(out, in_points ? _("变化：") : _(titles[form]));
    if (!figures_add_text(picker->figures, out, figure, form))
        str_add_text(out, _("未填"));
}

static void choose(struct shell *shell, const struct picker *picker) {
    const struct template_figure *figure =
        &picker->report->template->figures[picker->found[picker->list.selected]];
    if (!figure->prior) {
        answer(shell, picker, FIGURE_VALUE);
        return;
    }
    struct str rows[ARRAY_LEN(suffixes)];
    const char *texts[ARRAY_LEN(suffixes) + 1] = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        str_init(&rows[i]);
        add_form(&rows[i], picker, figure, (enum figure_form)i);
        texts[i] = rows[i].s;
    }
    shell_push(shell, &choose_layer, &(struct choose_argument){figure->label, texts, 0});
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        str_release(&rows[i]);
}

static void picker_result(struct shell *shell, void *self, const struct layer_ops *from, int chosen,
                          const void *value) {
    (void)value;
    if (from == &choose_layer && chosen >= ANSWER_OK)
        answer(shell, self, (enum figure_form)(chosen - ANSWER_OK));
}

static unsigned picker_handle(struct shell *shell, void *self, const struct event *event) {
    struct picker *picker = self;
    bool moves = event_is_key(event, K_HOME) || event_is_key(event, K_END);
    unsigned handled = moves ? (unsigned)HANDLED_NO : list_handle(&picker->list, event);
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    if (handled & HANDLED_CHOSEN) {
        choose(shell, picker);
    } else if (handled == HANDLED_NO) {
        handled = field_handle(&picker->field, event);
        if (handled & HANDLED_CHANGED)
            find(picker);
    }
    return handled;
}

const struct layer_ops figure_picker_layer = {
    .name = "figure-picker",
    .state_size = sizeof(struct picker),
    .is_dialog = true,
    .enter = picker_enter,
    .draw = picker_draw,
    .place = WHERE_DIALOG,
    .handle = picker_handle,
    .result = picker_result,
    .closes = true,
    .refresh = picker_refresh,
    .leave = picker_leave,
};
