#include "model/sheet/typed.h"

#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/report_values.h"
#include "model/sheet/compare.h"
#include "model/sheet/handed.h"

bool handed_needs_reason(const struct report *report, struct span name, struct span text) {
    const struct template_figure *figure =
        report->template != NULL ? figure_find(report->template, name) : NULL;
    if (figure == NULL || report_handed(report, figure->name).state != HANDED_CHECKED)
        return false;
    struct span now = span_of(report_value(report, name));
    if (span_trim(text).n == 0)
        return now.n > 0;
    return handed_compare(figure, now, now, text) != OUTCOME_SAME;
}

void handed_add_typed(struct change_set *set, const struct report *report, struct span name,
                      struct span text, struct span by, int64_t at, struct span reason) {
    struct str whole = STR_INIT, value = STR_INIT;
    char *figure = span_copy(name);
    struct handed handed = report_handed(report, figure);
    handed.state = HANDED_REPORTED;
    handed.base = text; /* it stands in the report already */
    handed.value = text;
    handed.by = by;
    handed.at = at;
    handed.reason = reason;
    str_add_format(&whole, VALUE_SHEET "%.*s", SPAN_ARG(name));
    handed_add_text(&value, &handed);
    change_add_value(set, report, whole.s, value.s);
    mem_free(figure);
    str_release(&whole);
    str_release(&value);
}
