#include "model/sheet/typed.h"

#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/report_values.h"
#include "model/sheet/compare.h"

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

void handed_add_state(struct change_set *set, const struct report *report, const char *figure,
                      const struct handed *handed) {
    struct str name = STR_INIT, text = STR_INIT;
    str_add_format(&name, VALUE_SHEET "%s", figure);
    handed_add_text(&text, handed);
    change_add_value(set, report, name.s, text.s);
    str_release(&name);
    str_release(&text);
}

void handed_add_typed(struct change_set *set, const struct report *report, struct span name,
                      struct span text, struct span by, int64_t at, struct span reason) {
    char *figure = span_copy(name);
    struct handed handed = report_handed(report, figure);
    handed.state = HANDED_REPORTED;
    handed.base = text; /* it stands in the report already */
    handed.value = text;
    handed.by = by;
    handed.at = at;
    handed.reason = reason;
    handed_add_state(set, report, figure, &handed);
    mem_free(figure);
}
