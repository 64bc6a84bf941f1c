#include "model/answer_text.h"

#include "base/lang.h"
#include "model/figure/figure_entry.h"
#include "model/report.h"
#include "model/report_values.h"

#include <string.h>

/* 2024-04-13, as question_read makes it */
static void add_date(struct str *out, struct span date) {
    struct span rest = date;
    uint64_t year, month, day;
    if (date_take_part(&rest, "-", 2999, &year) && date_take_part(&rest, "-", 12, &month) &&
        date_take_part(&rest, "", 31, &day))
        str_add_format(out, "%u年%u月%u日", (unsigned)year, (unsigned)month, (unsigned)day);
    else
        str_add(out, date);
}

void answer_add_printed(struct str *out, const struct template_question *question,
                        struct span answer) {
    struct value value;
    if (answer.n == 0)
        return;
    if (question_read(&value, question, answer, NULL) != RC_OK || value.kind != VALUE_TEXT) {
        str_add(out, answer);
    } else if (question->type == TYPE_DATE) {
        add_date(out, span_of(value.text));
    } else {
        const char *shown = value.text;
        for (size_t i = 0; i < question->choice_count; i++)
            if (strcmp(question->choices[i].name, value.text) == 0)
                shown = question->choices[i].label;
        str_add_text(out, shown);
    }
    value_release(&value);
}

/* What every report has, asked for by the template or not. False: another name, or not known. */
static bool add_basic(struct str *out, const struct report *report, struct span name) {
    if (span_is(name, "year") && report->year > 0) {
        str_add_format(out, "%d", report->year);
        return true;
    }
    const char *text = span_is(name, "unit") ? report->unit : "";
    if (span_is(name, "short_name"))
        text = report->short_name[0] != '\0' ? report->short_name : report->unit;
    str_add_text(out, text);
    return text[0] != '\0';
}

void report_add_answered(struct str *out, const struct report *report, struct span text) {
    struct span name;
    for (size_t at; (at = span_find(text, SPAN("${"))) != SIZE_MAX;) {
        struct span rest = span_sub(text, at + 2, text.n);
        bool token = name_take(&rest, &name) && span_take_prefix(&rest, SPAN("}"));
        const struct template_question *question =
            token ? template_find(report->template, TEMPLATE_QUESTION, name) : NULL;
        const char *answer = question != NULL ? report_value(report, name) : NULL;
        str_add(out, span_sub(text, 0, at));
        bool basic = token && report->template != NULL && add_basic(out, report, name);
        if (basic) {
            text = rest;
            continue;
        }
        if (question == NULL)
            str_add_text(out, "${");
        else if (answer == NULL || answer[0] == '\0')
            str_add_format(out, "【未填：%s】", question->label);
        else
            answer_add_printed(out, question, span_of(answer));
        text = question != NULL ? rest : span_sub(text, at + 2, text.n);
    }
    str_add(out, text);
}

struct asked {
    const struct template *template;
    struct str label; /* {年度} */
};

static const char *label_in_braces(void *self, struct span name) {
    struct asked *asked = self;
    const struct template_question *question =
        template_find(asked->template, TEMPLATE_QUESTION, name);
    const struct template_figure *figure = template_find(asked->template, TEMPLATE_FIGURE, name);
    const char *label = question != NULL ? question->label : figure != NULL ? figure->label : NULL;
    if (label == NULL && span_is(name, "year"))
        label = _("年度");
    else if (label == NULL && (span_is(name, "unit") || span_is(name, "short_name")))
        label = _("单位");
    if (label == NULL)
        return NULL;
    str_clear(&asked->label);
    str_add_format(&asked->label, "{%s}", label);
    return asked->label.s;
}

void template_add_asked(struct str *out, const struct template *template, struct span text) {
    struct asked asked = {template, STR_INIT};
    template_expand(out, text, label_in_braces, &asked);
    str_release(&asked.label);
}
