#include "model/figure/library_value.h"

#include "base/mem.h"
#include "model/report_values.h"
#include "model/sheet/compare.h"

void library_values_release(struct library_values *values) {
    for (size_t i = 0; i < values->count; i++) {
        mem_free(values->items[i].text);
        mem_free(values->items[i].told);
    }
    mem_free(values->items);
    *values = (struct library_values){0};
}

bool template_uses_library(const struct template *template) {
    for (size_t i = 0; template != NULL && i < template->figure_count; i++)
        if (template->figures[i].library.given)
            return true;
    return false;
}

bool library_value_is_stale(const struct report *report, const struct library_value *value) {
    struct span now = span_of(report_value(report, span_of(value->figure->name)));
    return value->text != NULL && now.n > 0 &&
           handed_compare(value->figure, now, now, span_of(value->text)) != OUTCOME_SAME;
}
