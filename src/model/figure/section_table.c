#include "model/figure/section_table.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/answer_text.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_share.h"
#include "model/figure/figure_text.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/figure/score_text.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/table_columns.h"

#include <string.h>

/* ---- is there anything to show ---- */

struct computed { /* of a score sheet: whether a figure that it needs is typed */
    const struct report *report;
    bool typed;
};

static bool is_typed(const struct report *report, const char *name, const char *suffix) {
    struct str value = STR_INIT;
    str_add_format(&value, "%s%s", name, suffix);
    const char *typed = report_value(report, str_span(&value));
    str_release(&value);
    return typed != NULL && typed[0] != '\0';
}

static bool cell_is_filled(const struct report *report, struct span cell) {
    struct figure_token token;
    for (size_t at = 0; figure_token_find(report->template, cell, &at, &token); at += token.bytes)
        if (is_typed(report, token.figure->name, "") ||
            is_typed(report, token.figure->name, ".prior"))
            return true;
    return false;
}

static bool scores_are_filled(const struct report *report,
                              struct template_indicator *const *indicators, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (report_score_entry(report, indicators[i], SCORE_SCORE) != NULL ||
            report_score_entry(report, indicators[i], SCORE_ACTUAL) != NULL ||
            scores_are_filled(report, indicators[i]->indicators, indicators[i]->indicator_count))
            return true;
    return false;
}

static void look_for_typed(void *self, const struct expression *operand) {
    struct computed *computed = self;
    computed->typed = computed->typed || (operand->kind == EXPRESSION_REFERENCE &&
                                          is_typed(computed->report, operand->text, ""));
}

/* A sheet of which nothing is typed, because all of it is reckoned from figures, is there as soon
 * as one of them is. */
static bool are_all_computed(struct computed *computed, struct template_indicator *const *items,
                             size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct template_indicator *item = items[i];
        if (item->indicator_count > 0
                ? !are_all_computed(computed, item->indicators, item->indicator_count)
                : item->actual.expression == NULL)
            return false;
        if (item->actual.expression != NULL)
            expression_each_operand(item->actual.expression, look_for_typed, computed);
    }
    return true;
}

static bool sheet_is_computed(const struct report *report) {
    struct computed computed = {report, false};
    const struct template *template = report->template;
    return are_all_computed(&computed, template->indicators, template->indicator_count) &&
           computed.typed;
}

static bool row_is_filled(const struct report *report, const struct template_row *row) {
    const struct template *template = report->template;
    if (row->scores)
        return scores_are_filled(report, template->indicators, template->indicator_count) ||
               sheet_is_computed(report);
    for (size_t i = 0; i < row->count; i++)
        if (cell_is_filled(report, span_of(row->cells[i])))
            return true;
    return false;
}

const struct template_section *section_table(const struct report *report,
                                             const struct section *section) {
    const struct template_section *template = section_template(report, section);
    if (template == NULL || template->row_count == 0 || section_has_text(report, section))
        return NULL;
    for (size_t i = 0; i < template->row_count; i++)
        if (row_is_filled(report, &template->rows[i]))
            return template;
    return NULL;
}

/* ---- cells ---- */

static void add_number(struct str *out, const struct template_figure *figure,
                       const struct number *number, bool grouped) {
    figure_add_number(out, figure, number, grouped);
    if (strcmp(figure_unit(figure), "%") == 0)
        str_add_byte(out, '%');
}

static void add_token(struct str *out, struct figures *figures, const struct figure_token *token) {
    bool prior = token->form == FIGURE_PRIOR;
    if (!figures_is_relevant(figures, token->figure))
        return;
    struct number *shown =
        prior || token->form == FIGURE_VALUE ? figures_shown(figures, token->figure, prior) : NULL;
    if (shown != NULL)
        add_number(out, token->figure, shown, token->grouped);
    else
        (void)figures_add_token(figures, out, token);
    number_free(shown);
}

struct basics {
    const struct report *report;
    char year[16];
    struct str answer; /* what is asked for, as it prints */
};

static const char *basic_value(void *self, struct span name) {
    struct basics *basics = self;
    const struct report *report = basics->report;
    if (span_is(name, "year"))
        return basics->year;
    if (span_is(name, "unit"))
        return report->unit;
    if (span_is(name, "short_name"))
        return report->short_name;
    const struct template_question *question =
        template_find(report->template, TEMPLATE_QUESTION, name);
    str_clear(&basics->answer);
    if (question != NULL)
        answer_add_printed(&basics->answer, question, span_of(report_value(report, name)));
    return basics->answer.s;
}

/* What is no figure: the unit, the year, answers to questions. */
static void add_plain(struct str *out, const struct report *report, struct span text) {
    struct basics basics = {.report = report, .answer = STR_INIT};
    struct str year = STR_INIT;
    if (report->year > 0)
        str_add_format(&year, "%d", report->year);
    memcpy(basics.year, year.s, year.len < sizeof basics.year ? year.len : 0);
    template_expand(out, text, basic_value, &basics);
    str_release(&basics.answer);
    str_release(&year);
}

enum point { POINT_SCORE, POINT_WEIGHT, POINT_REASON };

/* ${name.score}, ${name.weight}, ${name.reason} of an indicator; eats it. NULL: none is there. */
static const struct template_indicator *take_indicator(const struct template *template,
                                                       struct span *text, enum point *point) {
    static const char *const forms[] = {
        [POINT_SCORE] = ".score}", [POINT_WEIGHT] = ".weight}", [POINT_REASON] = ".reason}"};
    size_t form = 0;
    struct span rest = *text, name;
    if (!span_take_prefix(&rest, SPAN("${")) || !name_take(&rest, &name))
        return NULL;
    while (form < ARRAY_LEN(forms) && !span_take_prefix(&rest, span_of(forms[form])))
        form++;
    if (form == ARRAY_LEN(forms))
        return NULL;
    *point = (enum point)form;
    const struct template_indicator *found = template_find(template, TEMPLATE_INDICATOR, name);
    if (found != NULL)
        *text = rest;
    return found;
}

/* A form that names indicators does so once or twice; a sheet for each is soon made. */
static void add_points(struct str *out, struct figures *figures,
                       const struct template_indicator *indicator, enum point point) {
    struct score_sheet *sheet = score_sheet_new(figures);
    for (size_t i = 0; sheet != NULL && i < sheet->count; i++) {
        const struct score_line *line = &sheet->lines[i];
        if (line->indicator != indicator || line->state == SCORE_IRRELEVANT)
            continue;
        if (point == POINT_WEIGHT)
            score_add_number(out, line->weight);
        else if (point == POINT_REASON)
            str_add(out, span_of(line->reason));
        else if (line->state == SCORE_GIVEN && line->open == 0)
            score_add_number(out, line->score);
    }
    score_sheet_free(sheet);
}

/* What is neither: as long as no indicator begins. */
static void add_between(struct str *out, struct figures *figures, struct span text) {
    const struct report *report = figures_report(figures);
    const struct template_indicator *indicator;
    size_t done = 0;
    for (size_t at = 0; at < text.n;) {
        struct span rest = span_sub(text, at, text.n);
        enum point point = POINT_SCORE;
        indicator = *rest.p == '$' ? take_indicator(report->template, &rest, &point) : NULL;
        if (indicator == NULL) {
            at++;
            continue;
        }
        add_plain(out, report, span_sub(text, done, at));
        add_points(out, figures, indicator, point);
        done = at = text.n - rest.n;
    }
    add_plain(out, report, span_sub(text, done, text.n));
}

static void add_cell(struct str *out, struct figures *figures, struct span cell) {
    const struct report *report = figures_report(figures);
    struct figure_token token;
    size_t done = 0, at = 0, before = out->len;
    for (; figure_token_find(report->template, cell, &at, &token); done = at) {
        add_between(out, figures, span_sub(cell, done, at));
        add_token(out, figures, &token);
        at += token.bytes;
    }
    add_between(out, figures, span_sub(cell, done, cell.n));
    for (size_t i = before; i < out->len; i++) /* an answer may have lines */
        if (out->s[i] == '\n' || out->s[i] == '\t')
            out->s[i] = ' ';
}

/* ---- the score sheet ---- */

static void add_score(struct str *out, const struct score_line *line) {
    bool group = indicator_is_group(line->indicator);
    if (line->state == SCORE_GIVEN && (group || line->open == 0))
        score_add_number(out, line->score);
}

/* What the clerk wrote: how the points were computed is told on the screen alone. */
static void add_reason(struct str *out, const struct score_line *line) {
    if (line->reason != NULL)
        str_add_text(out, line->reason);
}

static void add_line(struct str *out, const struct score_line *line, const struct report *report) {
    str_add_byte(out, '\n');
    str_add_repeat(out, SPAN("·"), (size_t)(line->depth - 1));
    str_add_format(out, "%s\t", line->indicator->label);
    score_add_number(out, line->weight);
    str_add_byte(out, '\t');
    score_add_target(out, line);
    str_add_byte(out, '\t');
    score_add_actual(out, line, report);
    str_add_byte(out, '\t');
    add_score(out, line);
    str_add_byte(out, '\t');
    add_reason(out, line);
    str_add_byte(out, '\t');
    score_add_evidence(out, span_of(line->evidence));
}

static void add_scores(struct str *out, struct figures *figures) {
    const struct report *report = figures_report(figures);
    struct score_sheet *sheet = score_sheet_new(figures);
    if (sheet == NULL)
        return;
    str_add_text(out, "指标\t分值\t目标值\t实际完成值\t得分\t扣分原因\t佐证材料");
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->lines[i].state != SCORE_IRRELEVANT)
            add_line(out, &sheet->lines[i], report);
    str_add_format(out, "\n总分\t%d\t\t\t", SCORE_FULL);
    score_add_number(out, sheet->total);
    str_add_byte(out, '\t');
    if (sheet->capped && sheet->cap->message != NULL)
        str_add_format(out, "%s，总分最多%s分", sheet->cap->message, sheet->cap->most);
    str_add_byte(out, '\t');
    if (sheet->grade != NULL)
        str_add_format(out, "等级：%s", sheet->grade->name);
    score_sheet_free(sheet);
}

/* ---- the score sheet in the columns of a form ---- */

static bool is_left_out(const struct template_row *row, const struct score_line *line) {
    for (size_t i = 0; i < row->without_count; i++)
        if (strcmp(row->without[i], line->indicator->name) == 0)
            return true;
    return line->state == SCORE_IRRELEVANT;
}

/* The label of each level of a leaf; one that stands higher than the last level is named in each
 * below, and of a deeper one the lowest levels are. */
static void find_levels(const struct score_sheet *sheet, size_t leaf, size_t levels,
                        size_t *above) {
    size_t path[SCORE_LEVELS_MOST] = {leaf}, depth = 0;
    for (size_t at = leaf; at != SIZE_MAX && depth < SCORE_LEVELS_MOST;
         at = sheet->lines[at].parent)
        path[depth++] = at;
    for (size_t i = 0; i < levels; i++)
        above[i] = i + 1 < levels && i < depth ? path[depth - 1 - i] : path[0];
}

static void add_column(struct str *out, const struct score_line *line, const struct report *report,
                       enum score_column column) {
    switch (column) {
    case COLUMN_TARGET:
        score_add_target(out, line);
        break;
    case COLUMN_ACTUAL:
        score_add_actual(out, line, report);
        break;
    case COLUMN_WEIGHT:
        score_add_number(out, line->weight);
        break;
    case COLUMN_SCORE:
        add_score(out, line);
        break;
    case COLUMN_REASON:
        add_reason(out, line);
        break;
    case COLUMN_EVIDENCE:
        score_add_evidence(out, span_of(line->evidence));
        break;
    case COLUMN_COUNT:
        break;
    }
}

static void add_heads(struct str *out, const struct template_row *row) {
    static const char *const levels[SCORE_LEVELS_MOST] = {"一级指标", "二级指标", "三级指标",
                                                          "四级指标", "五级指标", "六级指标"};
    static const char *const columns[] = {[COLUMN_TARGET] = "年度指标值",
                                          [COLUMN_ACTUAL] = "实际完成值",
                                          [COLUMN_WEIGHT] = "分值",
                                          [COLUMN_SCORE] = "得分",
                                          [COLUMN_REASON] = "偏差原因分析及改进措施",
                                          [COLUMN_EVIDENCE] = "佐证材料"};
    for (size_t i = 0; i < (size_t)row->levels; i++)
        str_add_format(out, i > 0 ? "\t%s" : "%s", levels[i]);
    for (size_t i = 0; i < row->column_count; i++)
        str_add_format(out, "\t%s", columns[row->columns[i]]);
}

/* A level that is the one of the row before stays empty: the cell goes on. */
static void add_leaf(struct str *out, const struct score_sheet *sheet, size_t leaf,
                     const struct template_row *row, const struct report *report, size_t *before) {
    size_t above[SCORE_LEVELS_MOST] = {0};
    bool same = true;
    find_levels(sheet, leaf, (size_t)row->levels, above);
    str_add_byte(out, '\n');
    for (size_t i = 0; i < (size_t)row->levels; i++) {
        same = same && above[i] == before[i];
        str_add_text(out, i > 0 ? "\t" : "");
        str_add_text(out, same ? "" : sheet->lines[above[i]].indicator->label);
        before[i] = above[i];
    }
    for (size_t i = 0; i < row->column_count; i++) {
        str_add_byte(out, '\t');
        add_column(out, &sheet->lines[leaf], report, row->columns[i]);
    }
}

static void add_total(struct str *out, const struct score_sheet *sheet,
                      const struct template_row *row) {
    str_add_text(out, "\n总分");
    str_add_repeat(out, SPAN("\t"), (size_t)row->levels - 1);
    for (size_t i = 0; i < row->column_count; i++) {
        str_add_byte(out, '\t');
        if (row->columns[i] == COLUMN_WEIGHT)
            str_add_format(out, "%d", SCORE_FULL);
        else if (row->columns[i] == COLUMN_SCORE)
            score_add_number(out, sheet->total);
        else if (row->columns[i] == COLUMN_REASON && sheet->grade != NULL)
            str_add_format(out, "等级：%s", sheet->grade->name);
    }
}

static void add_score_form(struct str *out, struct figures *figures,
                           const struct template_row *row) {
    struct score_sheet *sheet = score_sheet_new(figures);
    size_t before[SCORE_LEVELS_MOST];
    if (sheet == NULL)
        return;
    for (size_t i = 0; i < SCORE_LEVELS_MOST; i++)
        before[i] = SIZE_MAX;
    add_heads(out, row);
    for (size_t i = 0; i < sheet->count; i++)
        if (!indicator_is_group(sheet->lines[i].indicator) && !is_left_out(row, &sheet->lines[i]))
            add_leaf(out, sheet, i, row, figures_report(figures), before);
    add_total(out, sheet, row);
    score_sheet_free(sheet);
}

/* ---- part by part ---- */

bool table_cell_continues(struct span row, size_t column, size_t levels) {
    struct span cell;
    if (column >= levels)
        return false;
    for (size_t i = 0; i <= column; i++)
        if (!table_take_cell(&row, &cell) || cell.n > 0)
            return false;
    return true;
}

static void add_cells(struct str *out, struct figures *figures, const struct template_row *row) {
    for (size_t k = 0; k < row->count; k++) {
        if (k > 0)
            str_add_byte(out, '\t');
        add_cell(out, figures, span_of(row->cells[k]));
    }
}

/* Words alone, in more than one cell: what stands below it. */
static bool is_head(const struct template_row *row) {
    size_t words = 0;
    for (size_t k = 0; k < row->count; k++) {
        if (strstr(row->cells[k], "${") != NULL)
            return false;
        words += row->cells[k][0] != '\0';
    }
    return words > 1;
}

/* The form of a page has blocks below each other in one table, each with heads of its own; a table
 * with one row of heads begins with it. */
static bool is_headless(const struct template_row *first, size_t count) {
    size_t heads = 0;
    for (size_t i = 0; i < count; i++)
        heads += is_head(&first[i]);
    return first->count > 0 && (heads != 1 || !is_head(first));
}

/* Whether it goes on with the table above it: rows of cells, and the sheet of one column. */
static bool goes_on(const struct template_row *row) {
    return row->text == NULL && row->levels == 0;
}

bool section_add_part(struct str *out, struct figures *figures,
                      const struct template_section *template, size_t *row,
                      struct table_part *part) {
    if (*row >= template->row_count)
        return false;
    const struct template_row *first = &template->rows[(*row)++];
    *part = (struct table_part){.line = first->text != NULL, .levels = (size_t)first->levels};
    if (first->text != NULL) {
        add_cell(out, figures, span_of(first->text));
        return true;
    }
    if (first->levels > 0) {
        add_score_form(out, figures, first);
        return true;
    }
    size_t before = out->len;
    bool continues = false; /* a row leaves its first cell to the one above it */
    for (const struct template_row *at = first;; at = &template->rows[(*row)++]) {
        size_t length = out->len;
        if (length > before)
            str_add_byte(out, '\n');
        size_t begin = out->len;
        continues |= at != first && at->count > 1 && at->cells[0][0] == '\0';
        if (at->scores)
            add_scores(out, figures);
        else
            add_cells(out, figures, at);
        if (!utf8_has_ink(span_sub(str_span(out), begin, out->len)))
            str_cut(out, length); /* a line without ink is not printed */
        if (*row >= template->row_count || !goes_on(&template->rows[*row])) {
            part->headless = is_headless(first, (size_t)(&template->rows[*row] - first));
            part->levels = continues;
            return true;
        }
    }
}

void section_add_table(struct str *out, struct figures *figures,
                       const struct template_section *template) {
    size_t before = out->len, row = 0;
    struct table_part part;
    while (row < template->row_count) {
        if (out->len > before)
            str_add_byte(out, '\n');
        (void)section_add_part(out, figures, template, &row, &part);
    }
}
