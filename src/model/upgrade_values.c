#include "model/upgrade_values.h"

#include "base/lang.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/score_entry.h"
#include "model/number/number.h"
#include "model/report_values.h"
#include "model/review/review_value.h"

#include <string.h>

/* --- units --- */

/* As figure_unit, of an indicator: "" where it has none. */
static const char *indicator_unit(const struct template_indicator *indicator) {
    return indicator->unit != NULL ? indicator->unit : "";
}

/* The unit that a number of that name counted in under the template; NULL: it is no number. */
static const char *unit_of(const struct template *template, struct span name) {
    enum score_entry entry = SCORE_SCORE;
    bool prior;
    const struct template_figure *figure = figure_find_value(template, name, &prior);
    if (figure != NULL)
        return figure_is_number(figure) ? figure_unit(figure) : NULL;
    const struct template_indicator *indicator = indicator_find_value(template, name, &entry);
    bool counted = indicator != NULL && (entry == SCORE_ACTUAL || entry == SCORE_TARGET);
    return counted ? indicator_unit(indicator) : NULL;
}

/* ≥95: what stands before a target's number. */
static size_t bytes_before_number(struct span text) {
    size_t at = 0;
    struct number *number = NULL;
    while (at < text.n && number == NULL) {
        struct span rest = span_sub(text, at, text.n);
        if (number_take(&number, &rest, NULL) == RC_OK)
            break;
        at++;
        while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
            at++;
    }
    number_free(number);
    return at;
}

static bool is_bare_number(struct span text) {
    enum { SIGN_BYTES = 12 }; /* 大于等于, 不低于 */
    text = span_trim(text);
    size_t before = bytes_before_number(text);
    struct span rest = span_sub(text, before, text.n);
    struct number *number = NULL;
    bool bare = before <= SIGN_BYTES && number_take(&number, &rest, NULL) == RC_OK &&
                span_trim(rest).n == 0;
    number_free(number);
    return bare;
}

/* Appends what the value is to be; false, and nothing appended, where it stays. */
static bool add_turned(struct str *out, const struct template *old, const struct template *newer,
                       struct span name, struct span typed) {
    const char *was = unit_of(old, name), *is = unit_of(newer, name);
    if (was == NULL || is == NULL || was[0] == '\0' || is[0] == '\0' || strcmp(was, is) == 0 ||
        !is_bare_number(typed))
        return false;
    str_add(out, span_trim(typed));
    str_add_text(out, was);
    return true;
}

/* Of "@carried.value.NAME" the NAME, of others the whole. */
static struct span name_of_copy(struct span name) {
    if (!span_take_prefix(&name, SPAN(VALUE_CARRIED_VALUE)))
        (void)span_take_prefix(&name, SPAN(VALUE_CONFIRMED_VALUE));
    return name;
}

void upgrade_values(struct report *report, const struct template *old) {
    for (size_t i = 0; i < report->value_count; i++) {
        struct span name = span_of(report->values[i].name);
        struct str turned = STR_INIT;
        if (add_turned(&turned, old, report->template, name_of_copy(name),
                       span_of(report->values[i].text)))
            report_set_value(report, name, str_span(&turned));
        str_release(&turned);
    }
}

/* --- what is said of it --- */

/* RC_OK too where the template knows no such value: it is not asked for any more. */
static enum rc read_value(const struct template *template, struct span name, struct span text,
                          struct err *err) {
    enum score_entry entry = SCORE_SCORE;
    bool prior;
    struct value value = {0};
    enum rc rc = RC_OK;
    const struct template_figure *figure = figure_find_value(template, name, &prior);
    const struct template_question *question = template_find(template, TEMPLATE_QUESTION, name);
    const struct template_indicator *indicator = indicator_find_value(template, name, &entry);
    if (figure != NULL)
        rc = figure_read(&value, figure, text, err);
    else if (question != NULL)
        rc = question_read(&value, question, text, err);
    else if (indicator != NULL && entry == SCORE_ACTUAL && !indicator_is_group(indicator))
        rc = indicator_check_entry(indicator, entry, text, err);
    value_release(&value);
    return rc;
}

static const char *label_of(const struct template *template, struct span name) {
    enum score_entry entry;
    bool prior;
    const struct template_figure *figure = figure_find_value(template, name, &prior);
    const struct template_indicator *indicator = indicator_find_value(template, name, &entry);
    if (figure != NULL)
        return figure->label;
    return indicator != NULL ? indicator->label : "";
}

void upgrade_add_values(struct str *out, const struct report *report,
                        const struct template *newer) {
    for (size_t i = 0; i < report->value_count; i++) {
        struct span name = span_of(report->values[i].name);
        struct span typed = span_of(report->values[i].text);
        struct str turned = STR_INIT;
        struct err err;
        if (typed.n == 0)
            continue;
        bool turns = add_turned(&turned, report->template, newer, name, typed);
        if (read_value(report->template, name, typed, NULL) == RC_OK &&
            read_value(newer, name, turns ? str_span(&turned) : typed, &err) != RC_OK)
            str_add_format(out, _("填过的值留着，要重新填：%s\n"), err.text);
        else if (turns)
            str_add_format(out, _("填过的数按新单位换算：%s %s\n"), label_of(newer, name),
                           turned.s);
        str_release(&turned);
    }
}
