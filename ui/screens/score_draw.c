#include "ui/screens/score_draw.h"

#include "model/figure/score_entry.h"
#include "model/figure/score_text.h"
#include "model/review/review_value.h"
#include "ui/screens/score_table.h"
#include "ui/screens/table_draw.h"
#include "ui/term/canvas_draw.h"

#include "base/lang.h"

enum { WIDE = 110, FOOT_ROWS = 7, FOOT_ROWS_SMALL = 4 };

/* Widths of the table's columns, the gap behind them counted; 0: not shown. */
struct columns {
    int label, weight, target, actual, score, reason, evidence;
};

static struct columns lay_out(int cols) {
    struct columns out = {.weight = 5, .target = 10, .actual = 11, .score = 7, .reason = 12};
    out.evidence = 10;
    if (cols < 70)
        out = (struct columns){
            .weight = 5, .target = 8, .actual = 9, .score = 6, .reason = 6, .evidence = 6};
    if (cols >= WIDE)
        out = (struct columns){
            .weight = 7, .target = 14, .actual = 14, .score = 8, .reason = 32, .evidence = 22};
    out.label = cols - out.weight - out.target - out.actual - out.score - out.reason - out.evidence;
    return out;
}

static int width_of(const struct columns *columns, enum score_entry entry) {
    const int widths[] = {[SCORE_ACTUAL] = columns->actual,
                          [SCORE_TARGET] = columns->target,
                          [SCORE_SCORE] = columns->score,
                          [SCORE_REASON] = columns->reason,
                          [SCORE_EVIDENCE] = columns->evidence};
    return widths[entry];
}

/* Where the column of an entry begins. */
static int column_of(const struct columns *columns, enum score_entry entry) {
    static const enum score_entry order[] = {SCORE_TARGET, SCORE_ACTUAL, SCORE_SCORE, SCORE_REASON,
                                             SCORE_EVIDENCE};
    int col = columns->label + columns->weight;
    for (size_t i = 0; i < ARRAY_LEN(order) && order[i] != entry; i++)
        col += width_of(columns, order[i]);
    return col;
}

/* --- rows --- */

struct drawing {
    const struct shell *shell;
    const struct score_screen *screen;
    struct columns columns;
};

static void add_score(struct str *out, const struct score_line *line) {
    if (line->open > 0 && !indicator_is_group(line->indicator))
        str_add_text(out, _("未评"));
    else
        score_add_number(out, line->score);
}

bool score_is_unreviewed(const struct report *report, const struct template_indicator *indicator) {
    bool found = false;
    for (enum score_entry entry = SCORE_TARGET; entry < SCORE_ENTRY_COUNT && !found; entry++) {
        struct str name = STR_INIT;
        str_add_format(&name, "%s.%s", indicator->name, score_entry_name(entry));
        found = review_value_is_unreviewed(report, str_span(&name));
        str_release(&name);
    }
    return found;
}

static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    const struct drawing *drawing = context;
    const struct score_screen *screen = drawing->screen;
    const struct score_line *line = &screen->sheet->lines[screen->rows[index]];
    const struct columns *columns = &drawing->columns;
    bool group = indicator_is_group(line->indicator);
    bool lost = line->open == 0 && number_sign(line->lost) > 0;
    enum face face = group ? FACE_HEADING : FACE_PLAIN;
    const struct finding *finding = table_find_finding(drawing->shell, line->indicator->name);
    struct str text = STR_INIT;
    int col = area.col;
    str_add_repeat(&text, SPAN(" "), (size_t)(line->depth - 1));
    str_add_text(&text, finding == NULL ? "" : finding->severity == SEVERITY_ERROR ? "!" : "?");
    str_add_text(&text, line->indicator->label);
    table_put_left(canvas, area.row, &col, columns->label, face, &text);
    score_add_number(&text, line->weight);
    table_put_right(canvas, area.row, &col, columns->weight, face, &text);
    score_add_target(&text, line);
    table_put_left(canvas, area.row, &col, columns->target, FACE_PLAIN, &text);
    bool unreviewed = score_is_unreviewed(screen->table.draft, line->indicator);
    str_add_text(&text, unreviewed ? _("未核 ") : "");
    score_add_actual(&text, line, screen->table.draft);
    table_put_left(canvas, area.row, &col, columns->actual, unreviewed ? FACE_CARRIED : FACE_PLAIN,
                   &text);
    add_score(&text, line);
    table_put_right(canvas, area.row, &col, columns->score,
                    line->open > 0 ? FACE_DIM
                    : lost         ? FACE_WARNING
                                   : face,
                    &text);
    str_add_text(&text, score_typed(screen, line, SCORE_REASON));
    table_put_left(canvas, area.row, &col, columns->reason, FACE_PLAIN, &text);
    str_add_text(&text, score_typed(screen, line, SCORE_EVIDENCE));
    table_put_left(canvas, area.row, &col, columns->evidence, FACE_DIM, &text);
    str_release(&text);
}

static void draw_heads(struct canvas *canvas, struct area area, const struct columns *columns) {
    const struct table_head heads[] = {
        {_("指标"), columns->label, false},   {_("权重"), columns->weight, true},
        {_("目标"), columns->target, false},  {_("实际"), columns->actual, false},
        {_("得分"), columns->score, true},    {_("原因"), columns->reason, false},
        {_("佐证"), columns->evidence, false}};
    table_draw_heads(canvas, area, heads, ARRAY_LEN(heads));
}

/* --- the foot: all of the selected indicator --- */

static bool is_long(enum score_entry entry) {
    return entry == SCORE_REASON || entry == SCORE_EVIDENCE;
}

static const char *label_of(void *self, struct span name) {
    const struct template_figure *figure = figure_find(self, name);
    return figure != NULL ? figure->label : NULL;
}

/* How it is scored, as the template says; a formula with the labels of its figures. */
static void add_rule(struct str *out, const struct score_line *line, struct template *template) {
    static const char *const rules[] = {
        [METHOD_MANUAL] = N_("人工打分"),
        [METHOD_RATIO] = N_("按完成比例得分"),
        [METHOD_INVERSE] = N_("越少越好，超过的按比例减分"),
        [METHOD_STEPS] = N_("分档得分"),
        [METHOD_ALL_OR_NOTHING] = N_("达到得满分，否则0分"),
        [METHOD_GRADE] = N_("按等次得分"),
    };
    str_add_text(out, line->indicator->label);
    str_add_format(out, _("　%s"), _(rules[line->indicator->method]));
    if (line->indicator->method == METHOD_GRADE) {
        str_add_text(out, _("："));
        score_add_bands(out, line->indicator);
    }
    if (line->indicator->actual.source != NULL) {
        struct str formula = STR_INIT;
        template_expand(&formula, span_of(line->indicator->actual.source), label_of, template);
        str_add_format(out, _("　实际值＝%s"), formula.s);
        str_release(&formula);
    }
    if (line->indicator->owner != NULL)
        str_add_format(out, _("　责任科室：%s"), line->indicator->owner);
    if (line->indicator->source != NULL)
        str_add_format(out, _("　依据：%s"), line->indicator->source);
}

/* What is wrong, else why points were lost or wait, else what the checker says. */
static void add_state(struct str *out, const struct shell *shell, const struct score_screen *screen,
                      const struct score_line *line, enum face *face) {
    const struct finding *finding = table_find_finding(shell, line->indicator->name);
    *face = FACE_PLAIN;
    if (screen->table.trouble.len > 0) {
        *face = FACE_ERROR;
        str_add_text(out, screen->table.trouble.s);
        return;
    }
    if (line->open == 0 && number_sign(line->lost) > 0) {
        str_add_text(out, _("扣"));
        score_add_number(out, line->lost);
        str_add_text(out, _("分　"));
    }
    score_add_why(out, line);
    if (finding != NULL)
        str_add_format(out, "%s%s %s", out->len > 0 ? "　" : "", severity_mark(finding->severity),
                       finding->message);
}

static void draw_long(const struct score_screen *screen, struct canvas *canvas, struct area row,
                      enum score_entry entry, const char *name) {
    int col = row.col + canvas_put_text(canvas, row.row, row.col, FACE_DIM, name);
    int width = row.col + row.cols - col;
    if (screen->entry == entry)
        field_draw(&screen->table.field, canvas, row.row, col, width, true);
    else
        (void)canvas_put_limit(canvas, row.row, col, width, FACE_PLAIN,
                               span_of(score_typed(screen, score_selected(screen), entry)));
}

static void draw_foot(const struct shell *shell, const struct score_screen *screen,
                      struct canvas *canvas, struct area area) {
    const struct score_line *line = score_selected(screen);
    struct str text = STR_INIT;
    enum face face;
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    (void)canvas_put_right(canvas, area.row, area.col + area.cols - 2, FACE_DIM,
                           span_of(_(" Enter 下一项  Tab 下一格  Esc 返回 ")));
    struct area inside = area_inset(area_below(area, 1), 0, 1);
    struct area longs = area_bottom(inside, 2), above = area_above(inside, 2);
    add_state(&text, shell, screen, line, &face);
    if (text.len > 0 && above.rows > 1)
        str_add_byte(&text, '\n');
    if (above.rows > 1 || text.len == 0)
        add_rule(&text, line, screen->table.draft->template);
    (void)canvas_put_wrapped(canvas, above, face, str_span(&text));
    draw_long(screen, canvas, area_top(longs, 1), SCORE_REASON, _("扣分原因："));
    draw_long(screen, canvas, area_bottom(longs, 1), SCORE_EVIDENCE,
              area.rows > FOOT_ROWS_SMALL ? _("佐证材料（名称|文号|页码；…）：") : _("佐证材料："));
    str_release(&text);
}

/* The cell with the cursor, over its row. */
static void draw_cell(const struct score_screen *screen, const struct columns *columns,
                      struct canvas *canvas, struct area rows) {
    size_t top = list_top(&screen->table.list, rows.rows);
    int row = rows.row + (int)(screen->table.list.selected - top);
    int col = rows.col + 1 + column_of(columns, screen->entry);
    int width = width_of(columns, screen->entry) - 1;
    struct area cell = {row, col, 1, width};
    if (is_long(screen->entry)) {
        canvas_set_face(canvas, cell, FACE_SELECTED); /* it is edited in the foot */
        return;
    }
    table_draw_field(&screen->table, canvas, cell);
}

/* --- the head: total, grade, cap --- */

static void add_total(struct str *out, const struct score_sheet *sheet, bool small) {
    str_add_text(out, _("总分 "));
    score_add_number(out, sheet->total);
    if (sheet->grade != NULL)
        str_add_format(out, _(" %s"), sheet->grade->name);
    if (sheet->open > 0)
        str_add_format(out, _("　还有%zu项未评"), sheet->open);
    if (sheet->cap == NULL)
        return;
    str_add_text(out, _("　封顶"));
    if (small)
        str_add_format(out, _("%s分"), sheet->cap->most);
    else
        score_add_cap(out, sheet->cap);
}

static void draw_title(const struct score_screen *screen, struct canvas *canvas, struct area area) {
    struct str right = STR_INIT;
    table_add_unreviewed(&right, screen->table.draft);
    if (screen->sheet != NULL)
        add_total(&right, screen->sheet, area.cols < 70);
    table_draw_title(canvas, area, screen->table.draft, _("自评表　"), str_span(&right));
    str_release(&right);
}

void score_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                struct area area) {
    const struct score_screen *screen = self;
    struct columns columns = lay_out(area.cols - 1);
    draw_title(screen, canvas, area_top(area, 1));
    if (screen->table.list.count == 0) {
        canvas_put_text(canvas, area.row + 2, area.col + 2, FACE_DIM,
                        _("这份报告的模板没有评分指标，没有自评表"));
        canvas_put_text(canvas, area.row + 4, area.col + 2, FACE_DIM, _("Esc 返回"));
        canvas_set_cursor(canvas, area.row + 2, area.col);
        return;
    }
    struct area foot = area_bottom(area, area.rows < 18 ? FOOT_ROWS_SMALL : FOOT_ROWS);
    struct area rows = area_above(area_below(area, 2), foot.rows);
    struct drawing drawing = {shell, screen, columns};
    struct list list = screen->table.list;
    list.page = (size_t)rows.rows;
    draw_heads(canvas, (struct area){area.row + 1, area.col, 1, area.cols}, &columns);
    list_draw(&list, canvas, rows, false, draw_row, &drawing);
    draw_foot(shell, screen, canvas, foot);
    draw_cell(screen, &columns, canvas, rows);
}
