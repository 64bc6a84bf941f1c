#include "check/columns.h"

#include "base/lang.h"
#include "base/text/utf8.h"
#include "model/figure/column_cells.h"
#include "model/figure/figure.h"
#include "model/finding.h"
#include "model/number/evaluate.h"
#include "model/report.h"
#include "model/section_state.h"
#include "model/table_columns.h"
#include "model/template/columns.h"

enum { CELLS_TOLD_MOST = 20 }; /* of one table: nobody reads more */

struct table {
    struct findings *out;
    const struct report *report;
    const struct section *section;
    const struct template_section *from;
    size_t told;
};

static void tell(struct table *table, size_t offset, size_t length, const char *message) {
    struct finding *finding = findings_add(table->out, table->report, table->section, "columns",
                                           SEVERITY_WARNING, offset, length, message);
    if (table->from->source != NULL)
        section_set_text(&finding->source, span_of(table->from->source));
    table->told++;
}

static void tell_heading(struct table *table, const struct line *line, size_t offset) {
    struct str message = STR_INIT;
    str_add_text(&message, _("表格的第一行要是列名："));
    for (size_t i = 0; i < table->from->column_count; i++)
        str_add_format(&message, i > 0 ? _("、%s") : "%s", table->from->columns[i].label);
    tell(table, offset, line->points, message.s);
    str_release(&message);
}

/* Cells behind the last column have no name, so what they say is not known. */
static void check_row(struct table *table, const struct line *line, size_t offset) {
    struct span row = str_span(&line->text), cell;
    size_t column = 0;
    for (; table->told < CELLS_TOLD_MOST && table_take_cell(&row, &cell); column++) {
        size_t at = offset +
                    utf8_count(span_sub(str_span(&line->text), 0, (size_t)(cell.p - line->text.s)));
        struct value value = {0};
        struct err err = {0};
        bool token = span_find(cell, SPAN("${")) != SIZE_MAX; /* a figure's is read there */
        if (column < table->from->column_count && !token && !(column == 0 && cell_is_total(cell)) &&
            column_read_cell(&value, &table->from->columns[column], cell, &err) != RC_OK)
            tell(table, at, utf8_count(cell), err.text);
        value_release(&value);
    }
    if (column <= table->from->column_count || table->told >= CELLS_TOLD_MOST)
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("这一行有%zu格，模板规定%zu列"), column, table->from->column_count);
    tell(table, offset, line->points, message.s);
    str_release(&message);
}

static void check_table(struct findings *out, const struct report *report,
                        const struct section *section) {
    const struct template_section *from = section_template(report, section);
    if (from == NULL || from->column_count == 0 || !section_has_text(report, section) ||
        !section_is_relevant(report, section))
        return;
    struct table table = {.out = out, .report = report, .section = section, .from = from};
    size_t offset = 0;
    bool first = true;
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        if (line->tag == LINE_ROW && line->points > 0) {
            bool heading = columns_is_heading(from, str_span(&line->text));
            if (first && !heading)
                tell_heading(&table, line, offset);
            if (!heading)
                check_row(&table, line, offset);
            first = false;
        }
        offset += line->points + 1;
    }
}

void check_columns(struct findings *out, const struct report *report,
                   const struct section *section) {
    if (section != NULL) {
        check_table(out, report, section);
        return;
    }
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        check_table(out, report, at);
}

/* ---- sections of which there may be several ---- */

/* None is left, and nothing in the text to say it at. One that is required is told as that. */
static void check_none(struct findings *out, const struct report *report,
                       const struct template_section *from) {
    for (const struct template_section *at = from; at != NULL; at = at->parent)
        if (report_truth(report, &at->relevant) == TRUTH_FALSE)
            return;
    bool missed = report_truth(report, &from->required) == TRUTH_TRUE;
    const struct template_section *above = from->parent;
    bool alone = above->name == NULL || report_find_section(report, span_of(above->name)) != NULL;
    if (from->repeat_min <= 0 || missed || !alone)
        return;
    struct str message = STR_INIT;
    str_add_format(&message,
                   _("“%s”这样的节一节也没有了，至少要%ld节：误删的请撤销，或在历史里退回"),
                   from->label != NULL ? from->label : from->name, from->repeat_min);
    struct finding *finding =
        findings_add_item(out, report, from->name, "repetitions", SEVERITY_WARNING, message.s);
    if (from->source != NULL)
        section_set_text(&finding->source, span_of(from->source));
    str_release(&message);
}

static void check_count(struct findings *out, const struct report *report,
                        const struct template_section *from) {
    long count = (long)report_count_named(report, span_of(from->name));
    const struct section *first = report_find_section(report, span_of(from->name));
    struct str message = STR_INIT;
    if (first == NULL) {
        check_none(out, report, from);
        return;
    }
    if (!section_is_relevant(report, first))
        return;
    if (from->repeat_min >= 0 && count < from->repeat_min)
        str_add_format(&message, _("“%s”这样的节现有%ld节，至少要%ld节：在大纲里添加"),
                       first->heading, count, from->repeat_min);
    else if (from->repeat_max >= 0 && count > from->repeat_max)
        str_add_format(&message, _("“%s”这样的节现有%ld节，最多%ld节"), first->heading, count,
                       from->repeat_max);
    if (message.len > 0) {
        struct finding *finding =
            findings_add(out, report, first, "repetitions", SEVERITY_WARNING, 0, 0, message.s);
        if (from->source != NULL)
            section_set_text(&finding->source, span_of(from->source));
    }
    str_release(&message);
}

void check_repetitions(struct findings *out, const struct report *report,
                       const struct section *section) {
    const struct template_section *from = NULL;
    if (section != NULL || report->template == NULL)
        return; /* one section says nothing about how many there are */
    while ((from = template_next_section(report->template, from)) != NULL)
        if (from->repeats)
            check_count(out, report, from);
}
