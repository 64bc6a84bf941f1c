#include "tests/support/check_support.h"

#include "model/section.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct report *support_report_of(const char *text) {
    struct report *report = report_new();
    struct section *section = report_add_section(report, report->root, 0);
    section_set_text(&section->heading, SPAN("工作"));
    body_set_text(&section->body, span_of(text), LINE_PARAGRAPH);
    for (size_t i = 0; i < section->body.count; i++) {
        struct line *line = &section->body.lines[i];
        if (span_find(str_span(&line->text), SPAN("\t")) != SIZE_MAX)
            line->tag = LINE_ROW;
    }
    return report;
}

void support_check_report(struct findings *out, const struct report *report) {
    check_report(out, report, &(struct check_against){0});
}

void support_add_findings(struct str *out, const struct findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        str_add_format(out, "%s%s %s", i > 0 ? "; " : "",
                       severity_name(findings->items[i].severity), findings->items[i].rule);
}

void support_check_cases(support_checker *run, const struct check_case *cases, size_t count) {
    size_t failed = 0;
    struct str said = STR_INIT;
    for (size_t i = 0; i < count; i++) {
        struct report *report = support_report_of(cases[i].text);
        struct findings findings = {0};
        run(&findings, report, NULL);
        findings_sort(&findings, report);
        str_clear(&said);
        support_add_findings(&said, &findings);
        const char *truth = cases[i].truth != NULL ? cases[i].truth : "";
        if (!span_is(str_span(&said), truth)) {
            failed++;
            print_error("%s\n  expected \"%s\", said \"%s\"\n", cases[i].text, truth, said.s);
            for (size_t k = 0; k < findings.count; k++)
                print_error("  [%s] %s\n", findings.items[k].quote, findings.items[k].message);
        }
        findings_release(&findings);
        report_free(report);
    }
    str_release(&said);
    assert_int_equal(failed, 0);
}
