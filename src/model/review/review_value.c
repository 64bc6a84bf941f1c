#include "model/review/review_value.h"

#include "model/report_values.h"

static const char *value_with(const struct report *report, const char *before, struct span name) {
    struct str full = STR_INIT;
    str_add_text(&full, before);
    str_add(&full, name);
    const char *text = report_value(report, str_span(&full));
    str_release(&full);
    return text;
}

void review_keep_value(struct report *report, struct span name, struct span text) {
    struct str full = STR_INIT;
    str_add_text(&full, VALUE_CARRIED_VALUE);
    str_add(&full, name);
    report_set_value(report, str_span(&full), text);
    str_release(&full);
}

bool review_value_is_unreviewed(const struct report *report, struct span name) {
    const char *now = report_value(report, name);
    const char *carried = value_with(report, VALUE_CARRIED_VALUE, name);
    const char *confirmed = value_with(report, VALUE_CONFIRMED_VALUE, name);
    return now != NULL && carried != NULL && span_is(span_of(now), carried) &&
           (confirmed == NULL || !span_is(span_of(now), confirmed));
}

/* The value that a copy was kept of. */
static bool find_carried_value(struct span *name) {
    return span_take_prefix(name, SPAN(VALUE_CARRIED_VALUE));
}

size_t review_count_values(const struct report *report) {
    size_t count = 0;
    for (size_t i = 0; i < report->value_count; i++) {
        struct span name = span_of(report->values[i].name);
        count += find_carried_value(&name) && review_value_is_unreviewed(report, name);
    }
    return count;
}

const char *review_first_value(const struct report *report) {
    for (size_t i = 0; i < report->value_count; i++) {
        struct span name = span_of(report->values[i].name);
        if (find_carried_value(&name) && review_value_is_unreviewed(report, name))
            return name.p; /* it ends where the whole name ends */
    }
    return NULL;
}

void review_add_confirmed_name(struct str *out, struct span name) {
    str_add_text(out, VALUE_CONFIRMED_VALUE);
    str_add(out, name);
}
