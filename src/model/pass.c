#include "model/pass.h"

#include "base/mem.h"
#include "base/os/clock.h"
#include "model/report_values.h"
#include "model/section.h"

/* who TAB when TAB why */
void pass_add_text(struct str *out, struct span by, int64_t at, struct span reason) {
    str_add_line(out, by);
    str_add_byte(out, '\t');
    clock_add_utc(out, at);
    str_add_byte(out, '\t');
    str_add_line(out, span_trim(reason));
}

static bool take_field(struct span *text, struct span *field) {
    size_t tab = span_find(*text, SPAN("\t"));
    if (tab == SIZE_MAX)
        return false;
    *field = span_sub(*text, 0, tab);
    *text = span_sub(*text, tab + 1, text->n);
    return true;
}

bool pass_read(struct pass *pass, struct span text) {
    if (!take_field(&text, &pass->by) || !take_field(&text, &pass->at))
        return false;
    pass->reason = text;
    return pass->by.n > 0 && text.n > 0;
}

bool pass_find_id(struct span value_name, struct span *id) {
    *id = value_name;
    return span_take_prefix(id, SPAN(VALUE_PASS));
}

static void forget_passes(struct findings *findings) {
    const struct span none = {NULL, 0};
    for (size_t i = 0; i < findings->count; i++) {
        section_set_text(&findings->items[i].passed_by, none);
        section_set_text(&findings->items[i].passed_at, none);
        section_set_text(&findings->items[i].passed_reason, none);
    }
}

void findings_apply_passes(struct findings *findings, const struct report *report) {
    forget_passes(findings);
    for (size_t i = 0; i < report->value_count; i++) {
        const struct report_value *value = &report->values[i];
        struct span id;
        struct pass pass;
        if (!pass_find_id(span_of(value->name), &id) || !pass_read(&pass, span_of(value->text)))
            continue;
        struct finding *finding = findings_find(findings, id);
        if (finding == NULL)
            continue;
        section_set_text(&finding->passed_by, pass.by);
        section_set_text(&finding->passed_at, pass.at);
        section_set_text(&finding->passed_reason, pass.reason);
    }
}

size_t findings_count_passed(const struct findings *findings) {
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].passed_by != NULL;
    return count;
}
