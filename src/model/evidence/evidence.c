#include "model/evidence/evidence.h"

#include "base/os/clock.h"
#include "model/report_values.h"

#include <inttypes.h>

enum { NUMBER_MOST = 1000000 };

/* --- fields of the value, a tab between two --- */

static void add_field(struct str *out, struct span text) {
    str_add_line(out, text);
    str_add_byte(out, '\t');
}

void evidence_add_text(struct str *out, const struct evidence *evidence) {
    const struct target *target = &evidence->target;
    str_add_format(out, "%s\t%s\t%" PRId64 "\t", evidence->is_note ? "note" : "paper",
                   target_word(target->kind), target->section);
    const struct span fields[] = {target->name,       target->quote,  evidence->title,
                                  evidence->document, evidence->page, evidence->file,
                                  evidence->hash,     evidence->by};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        add_field(out, fields[i]);
    clock_add_utc(out, evidence->at);
}

static bool take_field(struct span *text, struct span *field) {
    size_t tab = span_find(*text, SPAN("\t"));
    if (tab == SIZE_MAX)
        return false;
    *field = span_sub(*text, 0, tab);
    *text = span_sub(*text, tab + 1, text->n);
    return true;
}

bool evidence_read(struct evidence *evidence, size_t number, struct span text) {
    struct span what, kind, section;
    uint64_t id = 0;
    *evidence = (struct evidence){.number = number};
    struct target *target = &evidence->target;
    struct span *const fields[] = {&target->name,       &target->quote,  &evidence->title,
                                   &evidence->document, &evidence->page, &evidence->file,
                                   &evidence->hash,     &evidence->by};
    if (!take_field(&text, &what) || !take_field(&text, &kind) || !take_field(&text, &section))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (!take_field(&text, fields[i]))
            return false;
    evidence->is_note = span_is(what, "note");
    if (!span_to_number(section, INT64_MAX, &id))
        return false;
    target->section = (int64_t)id;
    return target_find_kind(kind, &target->kind) && clock_parse_utc(text, &evidence->at);
}

void evidence_add_name(struct str *out, size_t number) {
    str_add_format(out, VALUE_EVIDENCE "%zu", number);
}

void evidence_add_embedded_name(struct str *out, size_t number) {
    str_add_format(out, VALUE_EMBEDDED "%zu", number);
}

bool evidence_find_number(struct span value_name, size_t *number) {
    uint64_t which = 0;
    if (!span_take_prefix(&value_name, SPAN(VALUE_EVIDENCE)) ||
        !span_to_number(value_name, NUMBER_MOST, &which) || which == 0)
        return false;
    *number = (size_t)which;
    return true;
}

/* --- of a report --- */

bool report_evidence(const struct report *report, size_t number, struct evidence *out) {
    struct str name = STR_INIT;
    evidence_add_name(&name, number);
    const char *text = report_value(report, str_span(&name));
    str_release(&name);
    return text != NULL && evidence_read(out, number, span_of(text));
}

size_t report_last_evidence(const struct report *report) {
    size_t last = 0, number = 0;
    for (size_t i = 0; i < report->value_count; i++)
        if (evidence_find_number(span_of(report->values[i].name), &number) && number > last)
            last = number;
    return last;
}
