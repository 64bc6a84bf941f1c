#include "model/figure/section_table.h"

#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_share.h"
#include "model/figure/figure_text.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/figure/score_text.h"
#include "model/report_values.h"
#include "model/section.h"

#include <string.h>

/* ---- is there anything to show ---- */

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

static bool row_is_filled(const struct report *report, const struct template_row *row) {
    const struct template *template = report->template;
    if (row->scores)
        return scores_are_filled(report, template->indicators, template->indicator_count);
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
                       const struct number *number) {
    figure_add_number(out, figure, number, false);
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
        add_number(out, token->figure, shown);
    else
        (void)figures_add_text(figures, out, token->figure, token->form);
    number_free(shown);
}

struct basics {
    const struct report *report;
    char year[16];
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
    const char *value = report_value(report, name);
    return value != NULL ? value : "";
}

/* What is no figure: the unit, the year, answers to questions. */
static void add_plain(struct str *out, const struct report *report, struct span text) {
    struct basics basics = {.report = report};
    struct str year = STR_INIT;
    if (report->year > 0)
        str_add_format(&year, "%d", report->year);
    memcpy(basics.year, year.s, year.len < sizeof basics.year ? year.len : 0);
    template_expand(out, text, basic_value, &basics);
    str_release(&year);
}

static void add_cell(struct str *out, struct figures *figures, struct span cell) {
    const struct report *report = figures_report(figures);
    struct figure_token token;
    size_t done = 0, at = 0, before = out->len;
    for (; figure_token_find(report->template, cell, &at, &token); done = at) {
        add_plain(out, report, span_sub(cell, done, at));
        add_token(out, figures, &token);
        at += token.bytes;
    }
    add_plain(out, report, span_sub(cell, done, cell.n));
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

/* The clerk's reason, else how the score came about. */
static void add_reason(struct str *out, const struct score_line *line) {
    bool lost = line->open == 0 && number_sign(line->lost) > 0;
    if (line->reason != NULL)
        str_add_text(out, line->reason);
    else if (lost)
        score_add_formula(out, line);
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

void section_add_table(struct str *out, struct figures *figures,
                       const struct template_section *template) {
    size_t before = out->len;
    for (size_t i = 0; i < template->row_count; i++) {
        const struct template_row *row = &template->rows[i];
        if (out->len > before)
            str_add_byte(out, '\n');
        if (row->scores)
            add_scores(out, figures);
        for (size_t k = 0; k < row->count; k++) {
            if (k > 0)
                str_add_byte(out, '\t');
            add_cell(out, figures, span_of(row->cells[k]));
        }
    }
}
