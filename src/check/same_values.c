#include "check/same_values.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/finding.h"
#include "model/report_values.h"

static void tell(struct findings *out, const struct report *report, const char *name,
                 const struct str *message) {
    (void)findings_add_item(out, report, name, "same-value", SEVERITY_WARNING, message->s);
}

static void check_question(struct findings *out, const struct report *report,
                           const struct report *prior, const struct template_question *question) {
    const char *now = report_value(report, span_of(question->name));
    const char *last = report_value(prior, span_of(question->name));
    if (question->stable || now == NULL || last == NULL || now[0] == '\0' ||
        !span_is(span_of(now), last) || report_truth(report, &question->relevant) == TRUTH_FALSE)
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("“%s”为%s，与上年相同，请核实是否照抄"), question->label, now);
    tell(out, report, question->name, &message);
    str_release(&message);
}

/* What reaches its target each year is the same each year. */
static void check_line(struct findings *out, const struct report *report,
                       const struct report *prior, const struct score_line *line) {
    const struct template_indicator *indicator = line->indicator;
    const char *now = report_score_entry(report, indicator, SCORE_ACTUAL);
    const char *last = report_score_entry(prior, indicator, SCORE_ACTUAL);
    bool lost = line->state == SCORE_GIVEN && line->open == 0 && number_sign(line->lost) > 0;
    if (indicator->stable || !lost || now == NULL || last == NULL || !span_is(span_of(now), last))
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("“%s”实际完成值为%s，与上年相同，请核实是否照抄"), indicator->label,
                   now);
    tell(out, report, indicator->name, &message);
    str_release(&message);
}

void check_same_values(struct findings *out, const struct report *report,
                       const struct report *prior) {
    const struct template *template = report->template;
    if (prior == NULL || template == NULL)
        return;
    for (size_t i = 0; i < template->question_count; i++)
        check_question(out, report, prior, &template->questions[i]);
    struct figures *figures = figures_new(report);
    struct score_sheet *sheet = score_sheet_new(figures);
    for (size_t i = 0; sheet != NULL && i < sheet->count; i++)
        check_line(out, report, prior, &sheet->lines[i]);
    score_sheet_free(sheet);
    figures_free(figures);
}
