/* A clerk's text in front of the checkers: findings lie within it, and are the same each time. */
#include "model/section.h"
#include "tests/fuzz/target.h"
#include "tests/support/check_support.h"

#include "base/embedded.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "check/check.h"

#include <string.h>

static struct report *report_of(struct span text) {
    struct report *report = report_new();
    struct section *section = report_add_section(report, report->root, 0);
    section_set_text(&section->heading, SPAN("工作"));
    body_set_text(&section->body, text, LINE_PARAGRAPH);
    return report;
}

static void check_places(const struct findings *findings, const struct report *report) {
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *f = &findings->items[i];
        const struct section *section = report_find_id(report, f->section);
        assert(f->message[0] != '\0' && strlen(f->id) == 8);
        assert(section == NULL || f->offset + f->length <= section->body.points);
        for (size_t k = 0; k < f->fix_count; k++)
            assert(f->fixes[k].kind == FIX_SIGN_OFF ||
                   f->fixes[k].offset + f->fixes[k].length <= section->body.points);
    }
}

void fuzz_check(struct span bytes) {
    struct str text = STR_INIT;
    struct findings first = {0}, second = {0};
    if (!utf8_is_valid(bytes, NULL))
        return;
    text_clean(&text, bytes, NULL);
    struct report *report = report_of(str_span(&text));
    support_check_report(&first, report);
    check_places(&first, report);
    support_check_report(&second, report);
    assert(first.count == second.count);
    for (size_t i = 0; i < first.count; i++)
        assert(strcmp(first.items[i].id, second.items[i].id) == 0);
    findings_release(&first);
    findings_release(&second);
    report_free(report);
    str_release(&text);
}
