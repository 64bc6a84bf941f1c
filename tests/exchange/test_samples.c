#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/embedded.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/section.h"
#include "model/section_state.h"
#include "tests/support/check_support.h"

#include <string.h>

struct sample {
    struct template *template;
    struct import_draft draft;
    struct findings findings;
};

static void open_sample(struct sample *sample, const char *path) {
    struct err err = {0};
    const struct embedded *file = embedded_find(path);
    *sample = (struct sample){0};
    assert_non_null(file);
    if (template_read(&sample->template, template_builtin_text(SPAN("subdistrict")), "subdistrict",
                      &err) != RC_OK)
        fail_msg("%s", err.text);
    struct import_options options = {.template = sample->template, .name = path};
    if (import_bytes(&sample->draft, embedded_text(file), &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    support_check_report(&sample->findings, sample->draft.report);
}

static void close_sample(struct sample *sample) {
    findings_release(&sample->findings);
    import_draft_release(&sample->draft);
    template_free(sample->template);
}

/* What prints are the sections of the template in its order, filled, and nothing else. The renamed
 * one may stand for itself beside the template's, which is empty and so does not print. */
static void assert_whole(const struct sample *sample, int year, const char *third) {
    const struct report *report = sample->draft.report;
    const struct template_section *from = NULL;
    assert_string_equal(report->unit, "云川市望湖区梧桐里街道办事处");
    assert_int_equal(report->year, year);
    for (struct section *s = report_next_section(report, NULL); s != NULL;
         s = report_next_section(report, s)) {
        if (!section_is_printed(report, s))
            continue;
        from = template_next_section(sample->template, from);
        assert_non_null(from);
        bool renamable = strcmp(from->name, "epidemic") == 0;
        assert_true(s->name != NULL || renamable);
        assert_string_equal(s->name != NULL ? s->name : "epidemic", from->name);
        assert_string_equal(s->heading, renamable ? third : from->label);
        assert_int_equal(s->form, from->form);
        assert_int_equal(s->kind, from->kind);
        assert_null(s->label);
        assert_true(section_has_text(report, s));
    }
    assert_null(template_next_section(sample->template, from));
    assert_int_equal(sample->draft.sections, 18);
    assert_int_equal(sample->draft.kept, sample->draft.all);
    assert_int_equal(sample->draft.cleaned.stripped, 0);
    for (size_t i = 0; i < sample->draft.findings.count; i++) /* the renamed one is offered */
        assert_string_equal(sample->draft.findings.items[i].rule, "match");
    assert_int_equal(sample->draft.findings.count, strcmp(third, "疫情防控有韧劲") != 0);
    assert_true(report_is_sane(report));
}

static void assert_clean(const struct sample *sample) {
    for (size_t i = 0; i < sample->findings.count; i++)
        print_error("%s %s: %s\n", sample->findings.items[i].path, sample->findings.items[i].rule,
                    sample->findings.items[i].message);
    assert_int_equal(sample->findings.count, 0);
}

static void reports_of_both_years_are_whole_and_clean(void **state) {
    struct sample sample;
    (void)state;
    open_sample(&sample, "samples/wutongli-2022.txt");
    assert_whole(&sample, 2022, "疫情防控有韧劲");
    assert_clean(&sample);
    close_sample(&sample);
    open_sample(&sample, "samples/wutongli-2023.txt");
    assert_whole(&sample, 2023, "应急管理有准备");
    assert_clean(&sample);
    close_sample(&sample);
}

static void practice_copy_is_whole_and_raises_its_twelve_defects(void **state) {
    struct sample sample;
    (void)state;
    open_sample(&sample, "samples/wutongli-2023-practice.txt");
    assert_whole(&sample, 2023, "应急管理有准备");
    static const char *const planted[] = {"hint doc-number",    "error year",     "error sum",
                                          "warning other-unit", "error rate",     "error partition",
                                          "warning mobile",     "error space",    "error word",
                                          "hint half-width",    "error sequence", "warning pairs"};
    assert_int_equal(sample.findings.count, ARRAY_LEN(planted));
    for (size_t i = 0; i < ARRAY_LEN(planted); i++) {
        struct str said = STR_INIT;
        const struct finding *finding = &sample.findings.items[i];
        str_add_format(&said, "%s %s", severity_name(finding->severity), finding->rule);
        assert_string_equal(said.s, planted[i]);
        str_release(&said);
    }
    close_sample(&sample);
}

static void samples_are_written_in_the_plain_layout(void **state) {
    static const char *const paths[] = {"samples/wutongli-2022.txt", "samples/wutongli-2023.txt",
                                        "samples/wutongli-2023-practice.txt"};
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct sample sample;
        struct str out = STR_INIT;
        struct err err = {0};
        open_sample(&sample, paths[i]);
        struct export_options options = {.format = "txt"};
        struct charset_report charset;
        if (export_bytes(&out, sample.draft.report, &options, &charset, &err) != RC_OK)
            fail_msg("%s", err.text);
        assert_string_equal(out.s, embedded_text(embedded_find(paths[i])).p);
        str_release(&out);
        close_sample(&sample);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_of_both_years_are_whole_and_clean),
        cmocka_unit_test(practice_copy_is_whole_and_raises_its_twelve_defects),
        cmocka_unit_test(samples_are_written_in_the_plain_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
