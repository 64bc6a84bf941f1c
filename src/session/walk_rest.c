#include "session/walk_rest.h"

#include "model/figure/figure.h"
#include "model/report.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/template/template.h"
#include "session/opened.h"
#include "session/prior.h"

#include <string.h>

bool session_asks_question(const struct report *report, const struct template_question *question) {
    static const char *const others[] = {"unit", "short_name", "year", "title", "sign_off"};
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (strcmp(question->name, others[i]) == 0)
            return false;
    return report_truth(report, &question->relevant) != TRUTH_FALSE;
}

/* From 年 on; empty: there is no date. */
static struct span day_of(struct span text) {
    size_t year = span_find(text, SPAN("年"));
    if (year == SIZE_MAX)
        return SPAN("");
    struct span rest = span_sub(text, year, text.n);
    size_t month = span_find(rest, SPAN("月"));
    bool has_day =
        month != SIZE_MAX && span_find(span_sub(rest, month, rest.n), SPAN("日")) != SIZE_MAX;
    return has_day ? rest : SPAN("");
}

bool session_has_date(struct span text) {
    return day_of(text).n > 0;
}

/* The first line with a date; false, and *number counts the lines: none has one. */
static bool find_date(const char *text, struct span *line, size_t *number) {
    struct span rest = span_of(text);
    for (*number = 0; rest.n > 0 && span_take_line(&rest, line); ++*number)
        if (session_has_date(*line))
            return true;
    return false;
}

static void add_item(struct walk_rest *out, const char *name, size_t line) {
    if (out->count < WALK_REST_MOST)
        out->items[out->count++] = (struct walk_rest_item){name, line};
}

static void add_sign_off(struct walk_rest *out, struct session *session) {
    const struct report *report = session_report(session), *prior = session_prior(session);
    struct span date = SPAN(""), last = SPAN("");
    size_t line = 0, last_line = 0;
    bool is_empty = span_trim(span_of(report->sign_off)).n == 0;
    bool has = find_date(report->sign_off, &date, &line);
    bool had = prior != NULL && find_date(prior->sign_off, &last, &last_line);
    if (is_empty)
        add_item(out, "sign_off", 0);
    if (!has)
        add_item(out, "sign_off", is_empty ? 1 : line);
    else if (had && span_equal(day_of(date), day_of(last)))
        add_item(out, "sign_off", line);
}

void session_walk_rest(struct session *session, struct walk_rest *out) {
    const struct report *report = session_report(session);
    const struct template *template = report != NULL ? report->template : NULL;
    out->count = 0;
    if (report == NULL)
        return;
    add_sign_off(out, session);
    for (size_t i = 0; template != NULL && i < template->question_count; i++) {
        const struct template_question *question = &template->questions[i];
        struct span answer = span_of(report_value(report, span_of(question->name)));
        if (span_trim(answer).n == 0 && session_asks_question(report, question))
            add_item(out, question->name, 0);
    }
}

/* The date by its line, wherever it stood. */
static struct span last_line_of(const struct report *prior, size_t line) {
    struct span rest = span_of(prior->sign_off), at = SPAN(""), date;
    size_t date_line;
    if (line > 0 && find_date(prior->sign_off, &date, &date_line))
        return date;
    for (size_t i = 0; i <= line; i++)
        if (rest.n == 0 || !span_take_line(&rest, &at))
            return SPAN("");
    return at;
}

void session_add_last_rest(struct session *session, struct str *out,
                           const struct walk_rest_item *item) {
    const struct report *report = session_report(session), *prior = session_prior(session);
    if (prior == NULL)
        return;
    const struct template_question *question =
        template_find(report->template, TEMPLATE_QUESTION, span_of(item->name));
    struct span last = question != NULL ? span_of(report_value(prior, span_of(item->name)))
                                        : last_line_of(prior, item->line);
    if (question == NULL || question->type == TYPE_DATE)
        report_add_carried_text(out, last, prior, report);
    else
        str_add(out, last);
}
