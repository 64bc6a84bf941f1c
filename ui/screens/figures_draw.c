#include "ui/screens/figures_draw.h"

#include "model/figure/figure_entry.h"
#include "model/figure/figure_method.h"
#include "model/figure/figure_text.h"
#include "model/review/review_value.h"
#include "model/section.h"
#include "model/sheet/handed.h"
#include "ui/screens/figures_table.h"
#include "ui/screens/table_draw.h"
#include "ui/term/canvas_draw.h"

#include "base/lang.h"
#include "model/answer_text.h"

#include <string.h>

enum { FOOT_ROWS = 5, WIDE = 110, LARGE_DECIMALS = 8, TREND_COLS = 18 };

/* Columns of the table, from its left edge; a width of 0: not shown. */
struct columns {
    int label, value, unit, prior, rate, change, used; /* widths, the gap behind them counted */
    int owner, state;                                  /* of what the offices owe */
};

/* Whether anything was asked of an office: then it is shown how far that is. */
static bool has_states(const struct report *report) {
    for (size_t i = 0; i < report->value_count; i++)
        if (span_starts_with(span_of(report->values[i].name), SPAN(VALUE_SHEET)))
            return true;
    return false;
}

static struct columns lay_out(int cols, bool states) {
    struct columns out = {.value = 16, .unit = 9, .prior = 16, .rate = TREND_COLS};
    if (cols < WIDE) /* 未核 and a change fit at the cost of numbers beyond twelve digits */
        out = (struct columns){.value = 14, .unit = 9, .prior = 14, .rate = 16};
    if (cols < 70)
        out = (struct columns){.value = 13, .unit = 7, .prior = 13, .rate = 10};
    if (cols >= WIDE) {
        out.change = 16;
        out.used = 20;
    } else if (cols >= 76) {
        out.used = 5;
    }
    if (states) { /* at the cost of where a figure is used */
        out.state = cols >= 76 ? 5 : 0;
        out.owner = cols >= WIDE ? 11 : 0;
        out.used = cols >= WIDE ? 6 : 0;
    }
    out.label = cols - out.owner - out.state - out.value - out.unit - out.prior - out.rate -
                out.change - out.used;
    return out;
}

/* --- what stands in a cell --- */

static void add_cell(struct str *out, const struct figures_screen *screen,
                     const struct template_figure *figure, bool prior) {
    const struct value *value = figures_value(screen->figures, figure, prior);
    struct number *shown = figures_shown(screen->figures, figure, prior);
    if (shown != NULL)
        figure_add_number(out, figure, shown, true);
    else if (value->kind != VALUE_EMPTY)
        (void)figures_add_text(screen->figures, out, figure, prior ? FIGURE_PRIOR : FIGURE_VALUE);
    else
        str_add_text(out, figures_typed(screen, figure, prior)); /* it makes no sense any more */
    number_free(shown);
}

/* What was added since last year, with its sign. */
static void add_difference(struct str *out, const struct figures_screen *screen,
                           const struct template_figure *figure) {
    struct number *now = figures_shown(screen->figures, figure, false);
    struct number *then = figures_shown(screen->figures, figure, true);
    struct number *difference = now != NULL && then != NULL ? number_subtract(now, then) : NULL;
    if (difference != NULL) {
        if (number_sign(difference) > 0)
            str_add_byte(out, '+');
        figure_add_number(out, figure, difference, true);
    }
    number_free(difference);
    number_free(then);
    number_free(now);
}

/* The sections whose prose uses it: headings, or how many. */
static void add_uses(struct str *out, const struct figures_screen *screen,
                     const struct template_figure *figure, bool in_words) {
    const struct report *report = screen->table.draft;
    size_t count = 0;
    for (const struct section *at = report->front; at != NULL;
         at = report_next_section(report, at != report->front ? at : NULL)) {
        if (!section_uses_figure(report, at, figure))
            continue;
        if (in_words && count > 0)
            str_add_text(out, _("、"));
        if (in_words) {
            section_add_label(out, at);
            if (at == report->front)
                str_add_text(out, _("标题前的文字"));
            else
                report_add_answered(out, report, span_of(at->heading));
        }
        count++;
    }
    if (!in_words && count > 0)
        str_add_format(out, _("%zu节"), count);
}

/* --- rows --- */

struct drawing {
    const struct shell *shell;
    const struct figures_screen *screen;
    struct columns columns;
};

static void draw_heading(struct canvas *canvas, struct area area, const struct drawing *drawing,
                         const struct template_section *section) {
    const struct report *draft = drawing->screen->table.draft;
    const struct section *own =
        section != NULL ? report_find_section(draft, span_of(section->name)) : NULL;
    struct str text = STR_INIT;
    if (own != NULL)
        section_add_label(&text, own);
    if (section == NULL)
        str_add_text(&text, _("其他数据"));
    else
        report_add_answered(&text, draft, span_of(own != NULL ? own->heading : section->label));
    (void)canvas_put_limit(canvas, area.row, area.col, area.cols, FACE_HEADING, str_span(&text));
    str_release(&text);
}

static void draw_figure(struct canvas *canvas, struct area area, const struct drawing *drawing,
                        const struct template_figure *figure) {
    const struct figures_screen *screen = drawing->screen;
    const struct columns *columns = &drawing->columns;
    const struct finding *finding = table_find_finding(drawing->shell, figure->name);
    enum face value_face = figure_is_calculated(figure) ? FACE_DIM : FACE_PLAIN;
    struct str text = STR_INIT;
    int col = area.col;
    str_add_text(&text, finding == NULL ? " " : finding->severity == SEVERITY_ERROR ? "!" : "?");
    str_add_text(&text, figure->label);
    table_put_left(canvas, area.row, &col, columns->label, FACE_PLAIN, &text);
    add_cell(&text, screen, figure, false);
    table_put_right(canvas, area.row, &col, columns->value, value_face, &text);
    str_add_text(&text, figure_unit(figure));
    table_put_left(canvas, area.row, &col, columns->unit, FACE_PLAIN, &text);
    if (figure->prior || figure_is_calculated(figure))
        add_cell(&text, screen, figure, true);
    table_put_right(canvas, area.row, &col, columns->prior, FACE_PLAIN, &text);
    if (columns->change > 0) {
        add_difference(&text, screen, figure);
        table_put_right(canvas, area.row, &col, columns->change, FACE_PLAIN, &text);
    }
    bool unreviewed = review_value_is_unreviewed(screen->table.draft, span_of(figure->name));
    str_add_text(&text, unreviewed ? _("未核 ") : "");
    (void)figures_add_trend(screen->figures, &text, figure,
                            unreviewed || columns->rate < TREND_COLS);
    table_put_left(canvas, area.row, &col, columns->rate, unreviewed ? FACE_CARRIED : FACE_PLAIN,
                   &text);
    if (columns->used > 0)
        add_uses(&text, screen, figure, columns->used > 8);
    table_put_left(canvas, area.row, &col, columns->used, FACE_DIM, &text);
    if (columns->owner > 0)
        str_add_text(&text, report_owner(screen->table.draft, figure));
    table_put_left(canvas, area.row, &col, columns->owner, FACE_DIM, &text);
    struct handed handed = report_handed(screen->table.draft, figure->name);
    if (columns->state > 0)
        str_add_text(&text, handed_text(handed_waits(&handed) ? HANDED_REPORTED : handed.state));
    table_put_left(canvas, area.row, &col, columns->state, FACE_PLAIN, &text);
    str_release(&text);
}

static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    const struct drawing *drawing = context;
    const struct figure_row *row = &drawing->screen->rows[index];
    if (row->figure != NULL)
        draw_figure(canvas, area, drawing, row->figure);
    else
        draw_heading(canvas, area, drawing, row->section);
}

/* The cell with the cursor, over its row; what is wrong stands beside it. */
static void draw_cell(const struct figures_screen *screen, const struct columns *columns,
                      struct canvas *canvas, struct area rows) {
    size_t top = list_top(&screen->table.list, rows.rows);
    int row = rows.row + (int)(screen->table.list.selected - top),
        col = rows.col + 1 + columns->label;
    int width = columns->value - 1;
    struct str why = STR_INIT;
    if (screen->prior) {
        col += columns->value + columns->unit;
        width = columns->prior - 1;
    }
    if (figures_locked(screen, &why) != NULL) {
        canvas_set_face(canvas, (struct area){row, col, 1, width}, FACE_SELECTED);
        canvas_set_cursor(canvas, row, col + width - 1);
    } else {
        table_draw_field(&screen->table, canvas, (struct area){row, col, 1, width});
    }
    str_release(&why);
    if (screen->table.trouble.len == 0)
        return;
    int beside = col + width + 1, room = rows.col + rows.cols - beside;
    struct span trouble = str_span(&screen->table.trouble);
    bool named = span_take_prefix(&trouble, span_of(figures_selected(screen)->label)); /* it is */
    if (named)
        (void)span_take_prefix(&trouble, span_of(_("：")));
    canvas_fill(canvas, (struct area){row, beside, 1, room}, FACE_PLAIN);
    (void)canvas_put_limit(canvas, row, beside, room, FACE_ERROR, trouble);
}

static void draw_heads(struct canvas *canvas, struct area area, const struct columns *columns) {
    const struct table_head heads[] = {
        {_(" 数据"), columns->label, false}, {_("今年"), columns->value, true},
        {_("单位"), columns->unit, false},   {_("上年"), columns->prior, true},
        {_("增减"), columns->change, true},  {_("变化"), columns->rate, false},
        {_("用在"), columns->used, false},   {_("科室"), columns->owner, false},
        {_("状态"), columns->state, false}};
    table_draw_heads(canvas, area, heads, ARRAY_LEN(heads));
}

/* --- the foot: all of the selected figure --- */

static void add_asked(struct str *out, const struct report *report,
                      const struct template_figure *figure) {
    const char *owner = report_owner(report, figure);
    struct handed handed = report_handed(report, figure->name);
    str_add_text(out, figure->label);
    if (owner[0] != '\0')
        str_add_format(out, _("　责任科室：%s"), owner);
    if (figure->library.given)
        str_add_text(out, _("　由报告库取，Ctrl-R重取"));
    if (handed.state == HANDED_REPORTED && handed.value.n > 0)
        str_add_format(out, _("　报来%.*s，按Enter核对"), SPAN_ARG(handed.value));
    else if (handed_waits(&handed))
        str_add_format(out, _("　报来上年数%.*s，按Enter核对"), SPAN_ARG(handed.prior));
    else if (handed.state != HANDED_NONE)
        str_add_format(out, "　%s", handed_text(handed.state));
    if (figure_is_calculated(figure)) {
        str_add_text(out, _("　算法："));
        figure_add_method(out, report->template, &figure->calculate, figure->label);
    }
    choices_add_asked(out, figure->choices, figure->choice_count);
    if (figure->type == TYPE_DATE)
        str_add_text(out, _("　写成2022-12-31"));
    str_add_byte(out, '\n');
}

/* 85960000元 is 8596万元: many digits in the unit that they are read in. */
static void add_in_large(struct str *out, const struct figures_screen *screen,
                         const struct template_figure *figure) {
    static const struct {
        const char *unit, *large;
        int64_t from;
    } larger[] = {{"元", "亿元", 100000000}, {"元", "万元", 10000}, {"万元", "亿元", 10000}};
    struct number *shown = figures_shown(screen->figures, figure, false);
    for (size_t i = 0; shown != NULL && i < ARRAY_LEN(larger); i++) {
        struct number *from = number_from_int(larger[i].from), *size = number_abs(shown);
        bool is_large = number_compare(size, from) >= 0;
        number_free(size);
        number_free(from);
        if (!is_large || strcmp(figure_unit(figure), larger[i].unit) != 0)
            continue;
        struct number *number =
            number_convert(shown, span_of(larger[i].unit), span_of(larger[i].large));
        str_add_text(out, _("即"));
        if (number != NULL)
            number_add_short(out, number, LARGE_DECIMALS, true);
        str_add_format(out, "%s　", larger[i].large);
        number_free(number);
        break;
    }
    number_free(shown);
}

static void add_shown(struct str *out, const struct figures_screen *screen,
                      const struct template_figure *figure) {
    struct str text = STR_INIT;
    size_t from = out->len;
    if (figures_add_text(screen->figures, &text, figure, FIGURE_VALUE))
        str_add_format(out, _("印作%s　"), text.s);
    str_clear(&text);
    add_in_large(out, screen, figure);
    add_difference(&text, screen, figure);
    if (text.len > 0) {
        if (figure_is_rate(figure)) /* its difference is the points that follow */
            str_add_text(out, _("比上年"));
        else
            str_add_format(out, _("比上年%s%s，"), text.s, figure_unit(figure));
        (void)figures_add_trend(screen->figures, out, figure, false);
        str_add_text(out, "　");
    }
    str_clear(&text);
    add_uses(&text, screen, figure, true);
    if (text.len > 0)
        str_add_format(out, _("用在：%s"), text.s);
    if (out->len > from)
        str_add_byte(out, '\n');
    str_release(&text);
}

static void draw_foot(const struct shell *shell, const struct figures_screen *screen,
                      struct canvas *canvas, struct area area) {
    const struct template_figure *figure = figures_selected(screen);
    struct str text = STR_INIT;
    const struct finding *finding = table_find_finding(shell, figure->name);
    if (screen->table.trouble.len > 0)
        str_add_format(&text, "%s\n", screen->table.trouble.s);
    add_asked(&text, screen->table.draft, figure);
    add_shown(&text, screen, figure);
    if (finding != NULL)
        str_add_format(&text, "%s %s", severity_mark(finding->severity), finding->message);
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    (void)canvas_put_right(canvas, area.row, area.col + area.cols - 2, FACE_DIM,
                           span_of(_(" Enter 下一项  Tab 上年数  Esc 返回 ")));
    (void)canvas_put_wrapped(canvas, area_below(area_inset(area, 0, 1), 1),
                             screen->table.trouble.len > 0 ? FACE_ERROR : FACE_PLAIN,
                             str_span(&text));
    str_release(&text);
}

static void draw_title(const struct figures_screen *screen, struct canvas *canvas,
                       struct area area) {
    size_t filled = 0, all = 0;
    for (size_t i = 0; i < screen->table.list.count; i++) {
        const struct template_figure *figure = screen->rows[i].figure;
        if (figure == NULL || figure_is_calculated(figure))
            continue;
        all++;
        filled += figures_value(screen->figures, figure, false)->kind != VALUE_EMPTY;
    }
    struct str right = STR_INIT;
    table_add_unreviewed(&right, screen->table.draft);
    str_add_format(&right, _("已填%zu/%zu"), filled, all);
    table_draw_title(canvas, area, screen->table.draft, _("数据　"), str_span(&right));
    str_release(&right);
}

void figures_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                  struct area area) {
    const struct figures_screen *screen = self;
    struct columns columns = lay_out(area.cols - 1, has_states(screen->table.draft));
    draw_title(screen, canvas, area_top(area, 1));
    if (figures_selected(screen) == NULL) {
        canvas_put_text(canvas, area.row + 2, area.col + 2, FACE_DIM,
                        screen->table.draft->template == NULL
                            ? _("这份报告没有模板，没有数据可填；重新导入原文件，在预览里按T选模板")
                            : _("这份报告的模板没有数据；要加请技术员改模板"));
        canvas_put_text(canvas, area.row + 4, area.col + 2, FACE_DIM, _("Esc 返回"));
        canvas_set_cursor(canvas, area.row + 2, area.col);
        return;
    }
    struct area foot = area_bottom(area, area.rows < 18 ? FOOT_ROWS - 1 : FOOT_ROWS);
    struct area rows = area_above(area_below(area, 2), foot.rows);
    struct drawing drawing = {shell, screen, columns};
    struct list list = screen->table.list;
    list.page = (size_t)rows.rows;
    draw_heads(canvas, (struct area){area.row + 1, area.col, 1, area.cols}, &columns);
    list_draw(&list, canvas, rows, false, draw_row, &drawing);
    draw_cell(screen, &columns, canvas, rows);
    draw_foot(shell, screen, canvas, foot);
}
